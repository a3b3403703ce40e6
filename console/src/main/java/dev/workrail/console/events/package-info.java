/// Trigger events: what came in, what became of it and why, and doing it again.
@NullMarked
package dev.workrail.console.events;

import org.jspecify.annotations.NullMarked;
