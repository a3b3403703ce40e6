/// The workflows that are part of every deployment.
@NullMarked
package dev.workrail.engine.bundled;

import org.jspecify.annotations.NullMarked;
