package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.schedule.SessionSpec;
import org.jspecify.annotations.Nullable;

/// Answers what a session is or was to do, also for a week after it was over. Absent for a session
/// that this domain never had.
@FunctionalInterface
public interface Specs {
    @Nullable SessionSpec find(SessionId session);
}
