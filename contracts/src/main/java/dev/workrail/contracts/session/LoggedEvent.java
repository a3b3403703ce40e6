package dev.workrail.contracts.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An event with its place in the session's log.
///
/// @param eventIndex 0-based and contiguous within the session; assigned by the lease holder alone
/// @param dedupeKey `[a-z0-9_:>-]+`, at most 256 characters; an append whose keys all exist is a
///   no-op
/// @param runId absent on events of the session as a whole
/// @param nodeId absent on events of the run as a whole
public record LoggedEvent(
        String eventId,
        long eventIndex,
        String dedupeKey,
        @Nullable String runId,
        @Nullable String nodeId,
        Instant at,
        SessionEvent data) {}
