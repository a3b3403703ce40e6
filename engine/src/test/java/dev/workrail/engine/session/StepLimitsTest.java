package dev.workrail.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.contracts.session.Usage;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.output.BlockerCode;
import dev.workrail.engine.projection.Gap;
import dev.workrail.engine.projection.RunStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What becomes of a step that takes longer or costs more than it declares.
class StepLimitsTest {
    private static final String LIMITED =
            """
            {'id':'one','title':'One','prompt':'1','timeoutSeconds':600,
             'budget':{'maxTurns':2,'maxCostUsd':0.5}%s},
            {'id':'two','title':'Two','prompt':'2'}
            """;

    private final Driver session = Driver.of(LIMITED.formatted(""));

    @Test
    void shouldShowWhatIsLeftOfTheLimits() {
        // given
        session.start();

        // when
        turn(0, 200_000);
        StepAllowance left = again().advice().left();

        // then
        assertThat(left.deadline()).isEqualTo(Driver.AT.plusSeconds(600));
        assertThat(left.turnsLeft()).isEqualTo(1);
        assertThat(left.costMicrosLeft()).isEqualTo(300_000);
        assertThat(again().prompt())
                .contains("time: 600 seconds", "model turns: 2", "model cost: 0.5 US dollars");
    }

    @Test
    void shouldTakeASubmissionAtTheVeryEndOfTheTime() {
        // given
        session.start();

        // when
        session.at(Duration.ofSeconds(600));

        // then
        assertThat(session.notes("in time")).isInstanceOf(Decision.Accepted.class);
        assertThat(Gap.of(session.events())).isEmpty();
    }

    @Test
    void shouldStopAStepWhoseSubmissionComesLateAndKeepItsArtifacts() {
        // given
        session.start();
        session.at(Duration.ofSeconds(601));

        // when
        Decision late = session.artifact("late", "{'kind':'x','found':'something'}");

        // then
        assertThat(late)
                .isInstanceOfSatisfying(
                        Decision.Blocked.class,
                        d -> {
                            assertThat(d.retryable()).isFalse();
                            assertThat(d.blockers())
                                    .singleElement()
                                    .satisfies(b -> {
                                        assertThat(b.code())
                                                .isEqualTo(BlockerCode.USER_ONLY_DEPENDENCY);
                                        assertThat(b.message())
                                                .contains("timeoutSeconds", "601 s of 600 s");
                                    });
                        });
        assertThat(session.events(SessionEvent.NodeOutputAppended.class)).hasSize(1);
        assertThat(RunStatus.of(session.events())).isEqualTo(RunStatus.BLOCKED);
        assertThat(session.notes("again"))
                .isInstanceOfSatisfying(
                        Decision.Rejected.class,
                        r -> assertThat(r.detail()).contains("over a limit").contains("rewind"));
    }

    @Test
    void shouldGiveAStoppedStepAnotherGoWhenSomeoneRewindsToIt() {
        // given
        session.start();
        session.at(Duration.ofSeconds(700));
        session.notes("late");

        // when
        String tip = session.state().tip();
        session.decide(new EngineCommand.Rewind(session.now(), tip, "More time", "a person"));

        // then
        assertThat(session.pending().advice().left().deadline())
                .isEqualTo(session.now().plusSeconds(600));
        assertThat(session.notes("in time now")).isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void shouldGoOnCountingOverABlockedAttempt() {
        // given
        session.start();
        session.at(Duration.ofSeconds(500));
        session.notes(" ");

        // when
        session.at(Duration.ofSeconds(601));

        // then
        assertThat(session.notes("with notes"))
                .isInstanceOfSatisfying(
                        Decision.Blocked.class, d -> assertThat(d.retryable()).isFalse());
    }

    @Test
    void shouldStopAStepWithNothingLeftBeforeAnotherTurnIsSpent() {
        // given
        session.start();
        turn(0, 10);
        assertThat(enforce()).isInstanceOf(Decision.Noted.class);

        // when
        turn(1, 20);
        Decision stopped = enforce();

        // then
        assertThat(stopped)
                .isInstanceOfSatisfying(
                        Decision.Blocked.class,
                        d -> assertThat(d.blockers().getFirst().message()).contains("2 of 2"));
        assertThat(enforce()).isInstanceOf(Decision.Replayed.class);
        assertThat(session.events(SessionEvent.EdgeCreated.class))
                .extracting(SessionEvent.EdgeCreated::edgeKind)
                .containsExactly("stopped");
    }

    @Test
    void shouldLetTheLastTurnOfABudgetCompleteTheStep() {
        // given
        session.start();
        turn(0, 10);
        turn(1, 500_000);

        // then
        assertThat(session.notes("done")).isInstanceOf(Decision.Accepted.class);
        assertThat(session.pendingStep()).isEqualTo("two");
    }

    @Test
    void shouldStopAStepThatCostTooMuch() {
        // given
        session.start();
        turn(0, 500_001);

        // then
        assertThat(session.notes("dear"))
                .isInstanceOfSatisfying(
                        Decision.Blocked.class,
                        d ->
                                assertThat(d.blockers().getFirst().message())
                                        .contains("maxCostUsd", "0.500001 USD of 0.5 USD"));
    }

    @Test
    void shouldChargeAStepOnlyWhatWasSpentSinceItBecamePending() {
        // given
        Driver second =
                Driver.of(
                        "{'id':'first','title':'F','prompt':'f'}," + LIMITED.formatted("").strip());
        second.start();
        second.activity(completed(0, 900_000));

        // when
        second.notes("cheap from here on");

        // then
        assertThat(second.pending().advice().left().turnsLeft()).isEqualTo(2);
        assertThat(second.pending().advice().left().costMicrosLeft()).isEqualTo(500_000);
    }

    @Test
    void shouldCountARepeatedTurnOnce() {
        // given
        session.start();

        // when
        turn(0, 100);
        turn(0, 100);

        // then
        assertThat(again().advice().left().turnsLeft()).isEqualTo(1);
    }

    @Test
    void shouldOnlyRecordAnExcessWhereTheStepSaysSo() {
        // given
        Driver lenient = Driver.of(LIMITED.formatted(",'onLimit':'record'"));
        lenient.start();
        lenient.at(Duration.ofHours(1));
        assertThat(lenient.decide(new EngineCommand.EnforceLimits(lenient.now())))
                .isInstanceOf(Decision.Noted.class);

        // when
        Decision late = lenient.notes("late");

        // then
        assertThat(late).isInstanceOf(Decision.Accepted.class);
        assertThat(Gap.of(lenient.events()))
                .singleElement()
                .satisfies(gap -> {
                    assertThat(gap.severity()).isEqualTo("warning");
                    assertThat(gap.summary()).contains("timeoutSeconds", "3600 s", "600 s");
                });
    }

    @Test
    void shouldGoOnWithACriticalGapWhereTheSessionNeverStops() {
        // given
        session.start();
        session.decide(
                new EngineCommand.SetPreferences(
                        Driver.AT, new Preferences("full_auto_never_stop", "balanced"), "user"));
        StepView at = again();
        session.at(Duration.ofHours(1));

        // when
        Decision late =
                session.decide(
                        new EngineCommand.Advance(
                                session.now(),
                                at.nodeId(),
                                at.attemptId(),
                                Submission.notes("late")));

        // then
        assertThat(late).isInstanceOf(Decision.Accepted.class);
        assertThat(Gap.of(session.events()))
                .singleElement()
                .satisfies(gap -> assertThat(gap.severity()).isEqualTo("critical"));
    }

    @Test
    void shouldReadAStateThatWasStoredWithoutAMeter() {
        // given
        session.start();
        JsonNode stored = Json.parse(session.state().toJson().toString());
        ((com.fasterxml.jackson.databind.node.ObjectNode) stored).remove("meter");

        // when
        SessionState read = SessionState.fromJson(stored);

        // then
        Decision late =
                session.engine()
                        .decide(
                                read,
                                new EngineCommand.EnforceLimits(
                                        Driver.AT.plus(Duration.ofDays(9))));
        assertThat(late).isInstanceOf(Decision.Noted.class);
    }

    private void turn(int number, long costMicros) {
        session.activity(completed(number, costMicros));
    }

    private static SessionEvent completed(int turn, long costMicros) {
        return new SessionEvent.LlmTurnCompleted(
                turn, "model", "tool_use", new Usage(1, 1, costMicros), List.of());
    }

    private Decision enforce() {
        return session.decide(new EngineCommand.EnforceLimits(session.now()));
    }

    private StepView again() {
        return session.rehydrate() instanceof Decision.Accepted d ? d.pending() : session.pending();
    }
}
