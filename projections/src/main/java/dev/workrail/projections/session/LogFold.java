package dev.workrail.projections.session;

import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.EpochFilter;
import dev.workrail.contracts.session.Fact;
import dev.workrail.contracts.session.Handoff;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.view.SessionView.Commit;
import dev.workrail.contracts.view.SessionView.Ending;
import dev.workrail.projections.session.LogState.Activity;
import dev.workrail.projections.session.LogState.Doing;
import dev.workrail.projections.session.LogState.Tenure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Folds one record of `wr.sessions`; what the [EpochFilter] calls void changes nothing.
final class LogFold {
    private LogFold() {}

    static LogState apply(LogState state, SessionRecord record) {
        if (state.filter().verdict(record) == EpochFilter.Verdict.VOID) {
            return state;
        }
        EpochFilter filter = state.filter().after(record);
        return switch (record) {
            case SessionRecord.Claimed claimed -> claimed(state, filter, claimed);
            case SessionRecord.Segment segment -> segment(state, segment);
            case SessionRecord.Released released ->
                    state.with(filter, tenure(state, released.at(), true))
                            .with(Doing.now(Activity.IDLE, released.at()));
            case SessionRecord.Noted noted ->
                    fact(
                            state.with(
                                    filter, tenure(state, noted.at(), state.tenure().released())),
                            noted);
            case SessionRecord.Opaque _ -> state;
        };
    }

    private static LogState claimed(
            LogState state, EpochFilter filter, SessionRecord.Claimed claimed) {
        Instant first = state.tenure().startedAt();
        Tenure tenure =
                new Tenure(
                        claimed.worker(),
                        first == null ? claimed.at() : first,
                        claimed.at(),
                        false);
        return state.with(filter, tenure)
                .with(Doing.now(Activity.IDLE, claimed.at()))
                .with(ProgressFold.activity(state.progress(), null, null));
    }

    private static LogState segment(LogState state, SessionRecord.Segment segment) {
        LogState next = state.with(state.filter(), tenure(state, segment.at(), false));
        for (LoggedEvent event : segment.events()) {
            next = EventFold.apply(next, event);
        }
        if (segment.checkpoint() != null) {
            next = next.with(ProgressFold.at(next.progress(), segment.checkpoint()));
        }
        for (int i = 0; i < segment.effects().size(); i++) {
            next = effect(next, segment, i);
        }
        return next;
    }

    private static LogState effect(LogState state, SessionRecord.Segment segment, int index) {
        return switch (segment.effects().get(index)) {
            case Effect.Verified verified ->
                    state.with(
                            state.evidence()
                                    .verified(
                                            segment.effectId("ver", index),
                                            verified.verification()));
            case Effect.Parked parked ->
                    state.with(
                            new Doing(
                                    Activity.PARKED,
                                    segment.at(),
                                    parked.waitFor(),
                                    null,
                                    0,
                                    null));
            case Effect.Pushed pushed -> pushed(state, pushed);
            case Effect.Ended ended -> ended(state, segment, index, ended);
            case Effect.Deliver _, Effect.SpawnChild _, Effect.PushIntended _, Effect.Opaque _ ->
                    state;
        };
    }

    private static LogState pushed(LogState state, Effect.Pushed pushed) {
        Commit commit = state.commit();
        return commit == null || !commit.change().commit().equals(pushed.newId())
                ? state
                : state.with(
                        new Commit(
                                commit.change(),
                                commit.subject(),
                                commit.filesChanged(),
                                commit.insertions(),
                                commit.deletions(),
                                true));
    }

    private static LogState ended(
            LogState state, SessionRecord.Segment segment, int index, Effect.Ended ended) {
        Handoff handoff = ended.handoff();
        Ending ending =
                new Ending(
                        ended.outcome(),
                        ended.detail(),
                        null,
                        null,
                        null,
                        handoff == null ? null : Texts.cut(handoff.summary(), Texts.RECAP),
                        null);
        SessionEvidence evidence = state.evidence();
        if (handoff != null) {
            evidence = evidence.handedOff(segment.effectId("ver", index), handoff, segment.at());
        }
        return state.with(
                        new Doing(
                                Activity.ENDED,
                                segment.at(),
                                null,
                                ending,
                                segment.epoch(),
                                segment.at()))
                .with(ProgressFold.activity(state.progress(), null, state.progress().activity()))
                .with(evidence);
    }

    private static LogState fact(LogState state, SessionRecord.Noted noted) {
        return switch (noted.fact()) {
            case Fact.VerificationRecorded recorded ->
                    state.with(state.evidence().verified(noted.factId(), recorded.verification()));
            case Fact.Delivered _, Fact.DeliveryFailed _, Fact.Erased _, Fact.Opaque _ -> state;
        };
    }

    private static Tenure tenure(LogState state, @Nullable Instant at, boolean released) {
        return new Tenure(state.tenure().worker(), state.tenure().startedAt(), at, released);
    }
}
