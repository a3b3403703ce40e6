/// The right to run a session: granted, extended by heartbeats, lost.
@NullMarked
package dev.workrail.worker.lease;

import org.jspecify.annotations.NullMarked;
