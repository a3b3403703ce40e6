package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.session.EpochFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the scheduler knows of a session that is not over.
///
/// @param depth 0 for a root
/// @param sessionMinutes wall clock of the session, counted while it holds a slot
/// @param lastEpoch the highest epoch issued or claimed; the next one is above it
/// @param stopping set once its holder was told to stop
/// @param cancelled true once it is to end where it stands, instead of being resumed
/// @param pending commands that no checkpoint has answered yet, oldest first
public record SessionEntry(
        SessionId session,
        @Nullable SessionId parent,
        SessionId root,
        int depth,
        Place place,
        @Nullable SourceKey source,
        QueueRank rank,
        int sessionMinutes,
        Phase phase,
        EpochFilter filter,
        long lastEpoch,
        Steps steps,
        @Nullable Stopping stopping,
        boolean cancelled,
        List<Command> pending,
        @Nullable Told told) {
    /// Commands kept for a session that nobody holds; the oldest go first beyond it.
    static final int MAX_PENDING = 100;

    public SessionEntry {
        pending = pending == null ? List.of() : List.copyOf(pending);
    }

    OrgId org() {
        return place.org();
    }

    boolean started() {
        return steps.dispatches() > 0;
    }

    /// True once a worker has claimed it: from then on it is no longer new.
    boolean begun() {
        return filter.epoch() > 0;
    }

    /// The line it stands in while it waits. Those that began stand apart from those that did not:
    /// a pause binds the latter alone.
    String line() {
        return begun() ? place.line() + "|begun" : place.line();
    }

    SessionEntry in(Phase next) {
        return with(next, filter, lastEpoch, steps);
    }

    SessionEntry issued(Phase.Issued next) {
        return with(next, filter, Math.max(lastEpoch, next.epoch()), steps.dispatched());
    }

    SessionEntry filtered(EpochFilter next) {
        return with(phase, next, Math.max(lastEpoch, next.epoch()), steps);
    }

    SessionEntry stepped(Steps next) {
        return with(phase, filter, lastEpoch, next);
    }

    SessionEntry sourced(SourceKey next) {
        return copy(next, phase, filter, lastEpoch, steps, stopping, cancelled, pending, told);
    }

    SessionEntry stopping(Stopping how) {
        return marked(how, cancelled, pending, told);
    }

    SessionEntry cancelling() {
        return marked(stopping, true, pending, told);
    }

    SessionEntry keeping(Command command) {
        List<Command> all = new ArrayList<>(pending);
        all.add(command);
        return keepingAll(
                all.size() > MAX_PENDING ? all.subList(all.size() - MAX_PENDING, all.size()) : all);
    }

    SessionEntry keepingAll(List<Command> commands) {
        return marked(stopping, cancelled, commands, told);
    }

    SessionEntry told(Told now) {
        return marked(stopping, cancelled, pending, now);
    }

    private SessionEntry with(Phase phase, EpochFilter filter, long lastEpoch, Steps steps) {
        return copy(source, phase, filter, lastEpoch, steps, stopping, cancelled, pending, told);
    }

    private SessionEntry marked(
            @Nullable Stopping stopping,
            boolean cancelled,
            List<Command> pending,
            @Nullable Told told) {
        return copy(source, phase, filter, lastEpoch, steps, stopping, cancelled, pending, told);
    }

    /// What never changes is taken over; everything that may change is said.
    private SessionEntry copy(
            @Nullable SourceKey source,
            Phase phase,
            EpochFilter filter,
            long lastEpoch,
            Steps steps,
            @Nullable Stopping stopping,
            boolean cancelled,
            List<Command> pending,
            @Nullable Told told) {
        return new SessionEntry(
                session,
                parent,
                root,
                depth,
                place,
                source,
                rank,
                sessionMinutes,
                phase,
                filter,
                lastEpoch,
                steps,
                stopping,
                cancelled,
                pending,
                told);
    }
}
