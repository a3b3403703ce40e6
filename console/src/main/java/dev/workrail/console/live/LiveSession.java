package dev.workrail.console.live;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.session.Usage;
import dev.workrail.contracts.view.SessionStatus;
import dev.workrail.contracts.view.SessionView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the tail knows of a session that a worker holds: little, and newer than the views.
///
/// @param tool the tool that runs now
/// @param activity what is called or was called last
/// @param over true once the holder ended or released it: the views say how
record LiveSession(
        OrgId org,
        SessionStatus status,
        int turns,
        @Nullable String model,
        Usage usage,
        @Nullable String tool,
        @Nullable String activity,
        boolean over,
        Instant updatedAt) {
    static LiveSession first(OrgId org, Instant at) {
        return new LiveSession(org, SessionStatus.IDLE, 0, null, Usage.NONE, null, null, false, at);
    }

    /// After a record that counts.
    LiveSession after(SessionRecord record) {
        return switch (record) {
            case SessionRecord.Claimed claimed -> first(org, claimed.at());
            case SessionRecord.Segment segment -> afterSegment(segment);
            case SessionRecord.Released released -> ended(released.at());
            case SessionRecord.Noted _, SessionRecord.Opaque _ -> this;
        };
    }

    private LiveSession afterSegment(SessionRecord.Segment segment) {
        LiveSession after = this;
        for (LoggedEvent event : segment.events()) {
            after = after.afterEvent(event.data());
        }
        Usage sum = segment.checkpoint() == null ? usage : segment.checkpoint().usage();
        boolean gone =
                segment.effects().stream()
                        .anyMatch(effect ->
                                effect instanceof Effect.Ended || effect instanceof Effect.Parked);
        LiveSession now = after.used(sum, segment.at());
        return gone ? now.ended(segment.at()) : now;
    }

    private LiveSession afterEvent(SessionEvent event) {
        return switch (event) {
            case SessionEvent.LlmTurnStarted turn ->
                    at(SessionStatus.THINKING, turn.turn(), turn.model(), null, activity);
            case SessionEvent.LlmTurnCompleted turn ->
                    at(SessionStatus.IDLE, turn.turn(), turn.model(), null, activity);
            case SessionEvent.ToolCallStarted call ->
                    at(SessionStatus.TOOL, turns, model, call.tool(), call.summary());
            case SessionEvent.ToolCallCompleted call ->
                    at(SessionStatus.IDLE, turns, model, null, call.summary());
            case SessionEvent.ToolCallFailed call ->
                    at(SessionStatus.IDLE, turns, model, null, call.error());
            case SessionEvent.AgentStuck stuck ->
                    at(SessionStatus.STUCK, turns, model, null, stuck.detail());
            default -> this;
        };
    }

    private LiveSession at(
            SessionStatus now,
            int turn,
            @Nullable String with,
            @Nullable String running,
            @Nullable String doing) {
        return new LiveSession(
                org, now, Math.max(turns, turn), with, usage, running, doing, over, updatedAt);
    }

    private LiveSession used(Usage sum, Instant at) {
        return new LiveSession(org, status, turns, model, sum, tool, activity, over, at);
    }

    private LiveSession ended(Instant at) {
        return new LiveSession(org, status, turns, model, usage, tool, activity, true, at);
    }

    /// The view with what is newer here; as it is, where nothing is.
    SessionView over(SessionView view) {
        if (over || view.status().over() || !updatedAt.isAfter(view.times().updatedAt())) {
            return view;
        }
        SessionView.Progress folded = view.progress();
        SessionView.Times times = view.times();
        return new SessionView(
                view.session(),
                view.org(),
                status,
                view.title(),
                view.work(),
                null,
                view.run(),
                new SessionView.Progress(
                        Math.max(turns, folded.turns()),
                        model == null ? folded.model() : model,
                        usage.equals(Usage.NONE) ? folded.usage() : usage,
                        folded.stepsDone(),
                        folded.step(),
                        tool,
                        activity == null ? folded.activity() : activity,
                        folded.recap(),
                        folded.issues(),
                        folded.openGaps(),
                        folded.gates()),
                view.commit(),
                new SessionView.Times(
                        times.acceptedAt(),
                        times.queuedAt(),
                        times.startedAt(),
                        times.endedAt(),
                        updatedAt,
                        times.waitMs(),
                        times.runMs()),
                view.ending());
    }
}
