/// Triggers: the configured sources of work.
@NullMarked
package dev.workrail.console.triggers;

import org.jspecify.annotations.NullMarked;
