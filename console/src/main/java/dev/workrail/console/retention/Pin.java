package dev.workrail.console.retention;

import dev.workrail.contracts.id.SessionId;
import java.time.Instant;

/// A tree of sessions that stays however old it gets.
///
/// @param root of the tree
/// @param session that was named when it was pinned
/// @param createdBy subject of who pinned it
public record Pin(SessionId root, SessionId session, Instant createdAt, String createdBy) {}
