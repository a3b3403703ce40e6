package dev.workrail.projections.session;

import dev.workrail.contracts.config.PolicyInForce;
import dev.workrail.contracts.view.SessionView.Ending;
import dev.workrail.contracts.view.SessionView.Waiting;
import dev.workrail.contracts.view.SessionView.Work;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `wr.scheduling` has said about one session so far.
///
/// @param spec absent until it was queued
public record ScheduleState(@Nullable Spec spec, Standing standing, Stop stop) {
    public static final ScheduleState START =
            new ScheduleState(
                    null,
                    new Standing(Phase.UNKNOWN, 0, 0, 0, null, null),
                    new Stop(null, null, -1));

    /// Where the session stands with the scheduler.
    public enum Phase {
        UNKNOWN,
        QUEUED,
        DISPATCHED,
        LEASED,
        PARKED,
        OVER
    }

    /// @param policies the latest that held for what it changes
    public record Spec(
            Work work,
            @Nullable String title,
            ContextSigns signs,
            Instant acceptedAt,
            Instant queuedAt,
            List<PolicyInForce> policies) {
        public Spec {
            policies = policies == null ? List.of() : List.copyOf(policies);
        }

        Spec under(List<PolicyInForce> now) {
            return new Spec(
                    work, title, signs, acceptedAt, queuedAt, PolicyInForce.latest(policies, now));
        }
    }

    /// @param epoch of the last dispatch; 0 before the first
    /// @param at when this was decided last
    public record Standing(
            Phase phase,
            long epoch,
            int attempt,
            int crashes,
            @Nullable Waiting waiting,
            @Nullable Instant at) {}

    /// @param reopenedEpoch the epoch after which the session was queued again although it was
    ///   over; an end in that epoch or before no longer counts. -1 where it never was
    public record Stop(@Nullable Ending ending, @Nullable Instant at, long reopenedEpoch) {}
}
