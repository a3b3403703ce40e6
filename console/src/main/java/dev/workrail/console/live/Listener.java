package dev.workrail.console.live;

import dev.workrail.console.access.Permit;
import java.time.Instant;
import java.util.concurrent.Flow;

/// Whoever follows a stream.
///
/// @param permit by which they may
/// @param since when they opened it
record Listener(Flow.Subscriber<? super StreamEvent> client, Permit permit, Instant since) {}
