package dev.workrail.projections.session;

import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.SessionRecord;

/// One record about a session, from either log.
public sealed interface SessionInput {
    /// A record of `wr.scheduling`.
    record Scheduled(SchedulingEvent event) implements SessionInput {}

    /// A record of `wr.sessions`.
    record Logged(SessionRecord record) implements SessionInput {}
}
