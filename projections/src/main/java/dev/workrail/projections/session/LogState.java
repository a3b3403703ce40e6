package dev.workrail.projections.session;

import dev.workrail.contracts.id.WorkerId;
import dev.workrail.contracts.session.EpochFilter;
import dev.workrail.contracts.session.Usage;
import dev.workrail.contracts.session.WaitFor;
import dev.workrail.contracts.view.SessionView.Commit;
import dev.workrail.contracts.view.SessionView.Ending;
import dev.workrail.contracts.view.SessionView.Progress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `wr.sessions` has said about one session so far, void records left out.
public record LogState(
        EpochFilter filter,
        Tenure tenure,
        Doing doing,
        Progress progress,
        Trail trail,
        SessionEvidence evidence,
        @Nullable Commit commit) {
    public static final LogState START =
            new LogState(
                    EpochFilter.START,
                    new Tenure(null, null, null, false),
                    new Doing(Activity.IDLE, null, null, null, 0, null),
                    new Progress(0, null, Usage.NONE, 0, null, null, null, null, 0, 0, List.of()),
                    Trail.START,
                    SessionEvidence.START,
                    null);

    /// What the holder is at.
    public enum Activity {
        IDLE,
        THINKING,
        TOOL,
        STUCK,
        PARKED,
        ENDED
    }

    /// @param startedAt the first valid claim
    /// @param at the last record that counted
    /// @param released whether the holder gave it back unfinished
    public record Tenure(
            @Nullable WorkerId worker,
            @Nullable Instant startedAt,
            @Nullable Instant at,
            boolean released) {}

    /// @param waitFor set while parked
    /// @param epoch of the end, where it ended
    public record Doing(
            Activity activity,
            @Nullable Instant since,
            @Nullable WaitFor waitFor,
            @Nullable Ending ending,
            long epoch,
            @Nullable Instant endedAt) {
        static Doing now(Activity activity, Instant since) {
            return new Doing(activity, since, null, null, 0, null);
        }
    }

    LogState with(EpochFilter filter, Tenure tenure) {
        return new LogState(filter, tenure, doing, progress, trail, evidence, commit);
    }

    LogState with(Doing doing) {
        return new LogState(filter, tenure, doing, progress, trail, evidence, commit);
    }

    LogState with(Progress progress) {
        return new LogState(filter, tenure, doing, progress, trail, evidence, commit);
    }

    /// Steps, recap and open gaps follow the trail.
    LogState with(Trail trail) {
        Progress follows = ProgressFold.along(progress, trail);
        return new LogState(filter, tenure, doing, follows, trail, evidence, commit);
    }

    LogState with(SessionEvidence evidence) {
        return new LogState(filter, tenure, doing, progress, trail, evidence, commit);
    }

    LogState with(Commit commit) {
        return new LogState(filter, tenure, doing, progress, trail, evidence, commit);
    }
}
