/// What is next: the scan over the steps, loops, and the snapshot of a position.
@NullMarked
package dev.workrail.engine.interpret;

import org.jspecify.annotations.NullMarked;
