/// Readings of a session's log. Each is plain Java over a list of events.
@NullMarked
package dev.workrail.engine.projection;

import org.jspecify.annotations.NullMarked;
