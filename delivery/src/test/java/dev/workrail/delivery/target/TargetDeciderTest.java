package dev.workrail.delivery.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.delivery.AttemptResult;
import dev.workrail.contracts.id.DeliveryId;
import dev.workrail.contracts.id.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Stories of one target: what happened to it, and what follows.
class TargetDeciderTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final RetryPolicy POLICY =
            new RetryPolicy(
                    3,
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(1),
                    Duration.ofHours(1),
                    Duration.ofSeconds(40),
                    4);

    private final TargetDecider decider = new TargetDecider(POLICY);
    private TargetState state = TargetState.IDLE;
    private Instant now = START;

    @Test
    void shouldAttemptAtOnceAndSettleWhenDelivered() {
        assertThat(request("a", "s1", 1)).containsExactly("attempt a#1");
        assertThat(finish("a", 1, AttemptResult.delivered(null))).containsExactly("delivered a");
        assertThat(state).isEqualTo(TargetState.IDLE);
    }

    @Test
    void shouldAttemptOneAfterTheOther() {
        request("a", "s1", 1);

        assertThat(request("b", "s2", 1)).isEmpty();
        assertThat(finish("a", 1, AttemptResult.delivered(null)))
                .containsExactly("delivered a", "attempt b#1");
    }

    @Test
    void shouldDropAWaitingStatusForANewerOneOfTheSameSession() {
        request("a", "s1", 1);
        request("b", "s2", 1);

        assertThat(request("b2", "s2", 2)).containsExactly("supersede b");
        assertThat(finish("a", 1, AttemptResult.delivered(null)))
                .containsExactly("delivered a", "attempt b2#1");
    }

    @Test
    void shouldNotDropAStatusThatIsOnItsWay() {
        request("a", "s1", 1);

        assertThat(request("a2", "s1", 2)).isEmpty();
        assertThat(finish("a", 1, AttemptResult.delivered(null)))
                .containsExactly("delivered a", "attempt a2#1");
    }

    @Test
    void shouldDropAFailedStatusOnceANewerOneWaits() {
        request("a", "s1", 1);
        request("a2", "s1", 2);

        assertThat(finish("a", 1, failed())).containsExactly("supersede a");
        assertThat(after(Duration.ofSeconds(13))).containsExactly("attempt a2#1");
    }

    @Test
    void shouldDropAStatusThatComesAfterANewerOne() {
        request("x", "s2", 1);
        request("a2", "s1", 2);

        assertThat(request("a", "s1", 1)).containsExactly("supersede a");
    }

    @Test
    void shouldTryAgainLaterAndThenGiveUp() {
        request("a", "s1", 1);
        assertThat(finish("a", 1, failed())).isEmpty();
        assertThat(after(Duration.ofSeconds(7))).isEmpty();
        assertThat(after(Duration.ofSeconds(6))).containsExactly("attempt a#2");
        finish("a", 2, failed());
        assertThat(after(Duration.ofSeconds(23))).isEmpty();
        assertThat(after(Duration.ofSeconds(14))).containsExactly("attempt a#3");

        assertThat(finish("a", 3, failed())).containsExactly("give up a: attempts_exhausted");
    }

    @Test
    void shouldLeaveTheTargetAloneAsLongAsItAsks() {
        request("a", "s1", 1);
        finish("a", 1, AttemptResult.failed("HTTP 429", Duration.ofMinutes(5)));

        assertThat(request("b", "s2", 1)).isEmpty();
        assertThat(after(Duration.ofMinutes(5).minusSeconds(1))).isEmpty();
        assertThat(after(Duration.ofSeconds(1))).containsExactly("attempt a#2");
    }

    @Test
    void shouldNotBeKeptWaitingForEver() {
        request("a", "s1", 1);
        finish("a", 1, AttemptResult.failed("HTTP 503", Duration.ofDays(365)));

        assertThat(after(Duration.ofHours(1))).containsExactly("attempt a#2");
    }

    @Test
    void shouldDisableATargetThatIsGone() {
        request("a", "s1", 1);
        request("b", "s2", 1);

        assertThat(finish("a", 1, AttemptResult.gone("HTTP 410")))
                .containsExactly("give up a: target_disabled", "give up b: target_disabled");
        assertThat(request("c", "s3", 1)).containsExactly("give up c: target_disabled");
    }

    @Test
    void shouldUseADisabledTargetAgainWhenAPersonAsks() {
        request("a", "s1", 1);
        finish("a", 1, AttemptResult.gone("HTTP 410"));

        assertThat(decide(new TargetCommand.Redeliver(entry("a", "s1", 1))))
                .containsExactly("attempt a#1");
        finish("a", 1, AttemptResult.delivered(null));
        assertThat(request("b", "s2", 1)).containsExactly("attempt b#1");
    }

    @Test
    void shouldGoOnToTheNextWhereOneIsRefused() {
        request("a", "s1", 1);
        request("b", "s2", 1);

        assertThat(finish("a", 1, AttemptResult.refused("no such secret")))
                .containsExactly("give up a: refused", "attempt b#1");
    }

    @Test
    void shouldTakeAnAttemptWithoutResultForLost() {
        request("a", "s1", 1);

        assertThat(after(Duration.ofSeconds(39))).isEmpty();
        assertThat(after(Duration.ofSeconds(1))).isEmpty();
        assertThat(after(Duration.ofSeconds(13))).containsExactly("attempt a#2");
    }

    @Test
    void shouldBelieveALateResultOnlyIfItArrived() {
        request("a", "s1", 1);
        after(Duration.ofSeconds(40));
        after(Duration.ofSeconds(13));

        assertThat(finish("a", 1, failed())).isEmpty();
        assertThat(finish("a", 1, AttemptResult.delivered(null))).containsExactly("delivered a");
        assertThat(finish("a", 2, AttemptResult.delivered(null))).isEmpty();
    }

    @Test
    void shouldTakeARepeatedRequestOnce() {
        request("a", "s1", 1);

        assertThat(request("a", "s1", 1)).isEmpty();
        assertThat(state.queue()).hasSize(1);
    }

    @Test
    void shouldRefuseWhatTheBacklogCannotHold() {
        for (int i = 0; i < 4; i++) {
            request("a" + i, "s" + i, 1);
        }

        assertThat(request("b", "t", 1)).containsExactly("give up b: backlog_full");
        assertThat(request("a3b", "s3", 2)).containsExactly("supersede a3");
    }

    private List<String> request(String delivery, String session, int sequence) {
        return decide(new TargetCommand.Request(entry(delivery, session, sequence)));
    }

    private List<String> finish(String delivery, int attempt, AttemptResult result) {
        return decide(new TargetCommand.Finish(new DeliveryId(delivery), attempt, result));
    }

    private List<String> after(Duration time) {
        now = now.plus(time);
        return decide(new TargetCommand.Tick());
    }

    private List<String> decide(TargetCommand command) {
        Decision decision = decider.decide(state, command, now);
        state = decision.state();
        List<String> told = new ArrayList<>();
        for (TargetAction action : decision.actions()) {
            String id = action.entry().delivery().value();
            told.add(
                    switch (action) {
                        case TargetAction.Attempt(Entry entry, Instant _) ->
                                "attempt " + id + "#" + entry.attempts();
                        case TargetAction.Delivered _ -> "delivered " + id;
                        case TargetAction.GiveUp(Entry _, String code, String _) ->
                                "give up " + id + ": " + code;
                        case TargetAction.Supersede _ -> "supersede " + id;
                    });
        }
        return told;
    }

    private static AttemptResult failed() {
        return AttemptResult.failed("HTTP 500", null);
    }

    static Entry entry(String delivery, String session, int sequence) {
        return new Entry(
                new DeliveryId(delivery), new SessionId(session), "ci", "done", sequence, 0);
    }
}
