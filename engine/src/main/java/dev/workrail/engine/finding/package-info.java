/// What is wrong with a workflow, said precisely enough to mend it.
@NullMarked
package dev.workrail.engine.finding;

import org.jspecify.annotations.NullMarked;
