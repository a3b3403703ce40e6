/// What waits for a slot and why, folded from `wr.scheduling`.
@NullMarked
package dev.workrail.projections.queue;

import org.jspecify.annotations.NullMarked;
