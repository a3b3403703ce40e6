package dev.workrail.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.projection.Recaps;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Which events each decision writes, in which order, and what is refused without any.
class SegmentTest {
    private static final String TWO =
            "{'id':'one','title':'One','prompt':'1'},{'id':'two','title':'Two','prompt':'2'}";

    private final Driver session = Driver.of(TWO);

    @Test
    void shouldWriteWhereASessionComesFromAndWhatWasSeen() {
        // given
        SessionId parent = new SessionId("sess_parent");
        EngineCommand.Origin origin =
                new EngineCommand.Origin(
                        Flavour.INTERACTIVE,
                        "org",
                        "acme",
                        "mcp",
                        parent,
                        List.of(
                                new EngineCommand.Observation(
                                        "git_branch", TextNode.valueOf("main"), "high")));

        // when
        session.decide(
                new EngineCommand.Start(
                        Driver.AT,
                        new SessionId("sess_test"),
                        "Test it",
                        Json.object().put("triggerSource", "own"),
                        origin));

        // then
        assertThat(kinds(session.events()))
                .containsExactly(
                        "session_created",
                        "run_started",
                        "node_created",
                        "preferences_changed",
                        "context_set",
                        "observation_recorded");
        assertThat(session.state().context())
                .isEqualTo(Json.object().put("goal", "Test it").put("triggerSource", "own"));
        assertThat(session.events(SessionEvent.SessionCreated.class).getFirst().parentSessionId())
                .isEqualTo(parent);
        assertThat(session.state().flavour()).isEqualTo(Flavour.INTERACTIVE);
    }

    @Test
    void shouldSetWhoStartedAnAutonomousSession() {
        // when
        session.start();

        // then
        assertThat(session.state().context().path("is_autonomous").asText()).isEqualTo("true");
        assertThat(session.state().context().path("triggerSource").asText()).isEqualTo("daemon");
        assertThat(session.start())
                .isInstanceOfSatisfying(
                        Decision.Rejected.class,
                        r -> assertThat(r.code()).isEqualTo(Decision.Code.WRONG_STATE));
    }

    @Test
    void shouldCompleteAtTheStartWhereEveryStepIsSkipped() {
        // given
        Driver nothing =
                Driver.of(
                        "{'id':'one','title':'One','prompt':'1','runCondition':{'var':'x','equals':1}}");

        // when
        Decision done = nothing.start();

        // then
        assertThat(done)
                .isInstanceOfSatisfying(
                        Decision.Completed.class,
                        d -> assertThat(d.skipped()).containsExactly("one"));
        assertThat(kinds(nothing.events())).endsWith("step_skipped", "run_completed");
    }

    @Test
    void shouldWriteAnAdvanceInTheOrderOfTheLog() {
        // given
        session.start();

        // when
        Decision on =
                session.submit(
                        new Submission(
                                "n",
                                List.of(Json.object().put("kind", "x")),
                                Json.object().put("k", 1)));

        // then
        assertThat(kinds(on.events()))
                .containsExactly(
                        "advance_recorded",
                        "context_set",
                        "decision_trace_appended",
                        "node_created",
                        "edge_created",
                        "node_output_appended",
                        "node_output_appended");
        assertThat(kinds(session.notes("end").events()))
                .containsExactly(
                        "advance_recorded",
                        "run_completed",
                        "node_created",
                        "edge_created",
                        "node_output_appended");
    }

    @Test
    void shouldWriteABlockAndThatTheRetryWasFine() {
        // given
        Driver judged =
                Driver.of(
                        "{'id':'one','title':'One','prompt':'1','outputContract':{'contractRef':'wr.contracts.gate_verdict'}},"
                                + "{'id':'two','title':'Two','prompt':'2'}");
        judged.start();

        // when
        Decision blocked = judged.artifact("", "{'kind':'wr.gate_verdict'}");
        Decision retried =
                judged.artifact(
                        "",
                        "{'kind':'wr.gate_verdict','version':1,'verdict':'approved','confidence':'high','rationale':'01234567890123456789'}");

        // then
        assertThat(kinds(blocked.events()))
                .containsExactly(
                        "advance_recorded",
                        "validation_performed",
                        "node_created",
                        "edge_created",
                        "node_output_appended");
        assertThat(kinds(retried.events()))
                .containsExactly(
                        "advance_recorded",
                        "validation_performed",
                        "decision_trace_appended",
                        "node_created",
                        "edge_created",
                        "node_output_appended");
        assertThat(judged.events(SessionEvent.ValidationPerformed.class))
                .extracting(v -> v.result().valid())
                .containsExactly(false, true);
    }

    @Test
    void shouldNameTheKindsThatWereHandedInInstead() {
        // given
        Driver judged =
                Driver.of(
                        "{'id':'one','title':'One','prompt':'1','outputContract':{'contractRef':'wr.contracts.gate_verdict'}}");
        judged.start();

        // when
        Decision blocked = judged.artifact("", "{'kind':'wr.something'}");

        // then
        assertThat(((Decision.Blocked) blocked).blockers().getFirst().message())
                .isEqualTo(
                        "You submitted kind 'wr.something', but this step requires contractRef=wr.contracts.gate_verdict.");
    }

    @Test
    void shouldKeepEverythingOfAGatedSubmissionInOneSegment() {
        // given
        Driver gated =
                Driver.of(
                        "{'id':'one','title':'One','prompt':'1','requireConfirmation':true},"
                                + "{'id':'two','title':'Two','prompt':'2'}");
        gated.start();

        // when
        Decision parked = gated.submit("n", "{'k':1}");
        Decision approved = gated.verdict(EngineCommand.Verdict.APPROVED, "fine");

        // then
        assertThat(kinds(parked.events()))
                .containsExactly(
                        "advance_recorded",
                        "context_set",
                        "node_created",
                        "edge_created",
                        "gate_opened",
                        "node_output_appended");
        assertThat(kinds(approved.events()))
                .containsExactly(
                        "gate_resolved",
                        "advance_recorded",
                        "decision_trace_appended",
                        "node_created",
                        "edge_created");
    }

    @Test
    void shouldTieAReopenedStepToItsGate() {
        // given
        Driver gated =
                Driver.of("{'id':'one','title':'One','prompt':'1','requireConfirmation':true}");
        gated.start();
        gated.notes("n");

        // when
        Decision rejected = gated.verdict(EngineCommand.Verdict.REJECTED, "no");

        // then
        assertThat(kinds(rejected.events()))
                .containsExactly("gate_resolved", "node_created", "edge_created");
        assertThat(gated.events(SessionEvent.EdgeCreated.class).getLast().edgeKind())
                .isEqualTo("reopened");
    }

    @Test
    void shouldWriteAContinuationWithItsVariables() {
        // given
        session.start();
        session.notes("1");
        session.notes("2");

        // when
        Decision on =
                session.decide(
                        new EngineCommand.Continue(
                                Driver.AT, null, "comments", Json.object().put("k", 2), "me"));

        // then
        assertThat(kinds(on.events()))
                .containsExactly("run_continued", "context_set", "node_created", "edge_created");
        assertThat(session.pendingStep()).isEqualTo("two");
        assertThat(session.state().context().path("k").asInt()).isEqualTo(2);
    }

    @Test
    void shouldRefuseToContinueWhereThatMakesNoSense() {
        // given
        session.start();
        EngineCommand early = new EngineCommand.Continue(Driver.AT, "one", "why", null, "me");

        // then
        assertCode(session.decide(early), Decision.Code.WRONG_STATE);
        session.notes("1");
        session.notes("2");
        assertCode(
                session.decide(new EngineCommand.Continue(Driver.AT, "nowhere", "why", null, "me")),
                Decision.Code.WORKFLOW_MISMATCH);
        assertCode(
                session.decide(
                        new EngineCommand.Continue(
                                Driver.AT, "one", "why", Json.object().put("eat_token", 1), "me")),
                Decision.Code.INVALID_CONTEXT);
        assertCode(
                session.decide(
                        new EngineCommand.Rewind(Driver.AT, session.state().tip(), "why", "me")),
                Decision.Code.NO_PENDING_STEP);
        assertCode(
                session.decide(
                        new EngineCommand.Advance(
                                Driver.AT, session.state().tip(), "a", Submission.notes("n"))),
                Decision.Code.NO_PENDING_STEP);
    }

    @Test
    void shouldKnowNothingOfNodesThatAreNotThere() {
        // given
        session.start();

        // then
        assertThat(
                        List.of(
                                new EngineCommand.Advance(
                                        Driver.AT, "node_x", "a", Submission.EMPTY),
                                new EngineCommand.Checkpoint(Driver.AT, "node_x", "a"),
                                new EngineCommand.Rewind(Driver.AT, "node_x", "why", "me"),
                                new EngineCommand.Rehydrate(Driver.AT, "node_x", Recaps.NONE)))
                .allSatisfy(c -> assertCode(session.decide(c), Decision.Code.UNKNOWN_NODE));
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void shouldTakeSoManyBlocksInARowAndNoMore(Flavour flavour) {
        // given
        session.start(flavour, "{}");

        // then
        for (int i = 0; i < flavour.maxBlocks(); i++) {
            assertThat(session.notes(" ")).isInstanceOf(Decision.Blocked.class);
        }
        assertCode(session.notes("fine now"), Decision.Code.BLOCKED_ATTEMPT_LIMIT);
    }

    @Test
    void shouldAnswerARepeatedAdvanceWithWhatWasRecorded() {
        // given
        session.start();
        StepView first = session.pending();
        EngineCommand advance =
                new EngineCommand.Advance(
                        Driver.AT, first.nodeId(), first.attemptId(), Submission.notes(" "));
        Decision blocked = session.decide(advance);

        // when
        Decision again = session.decide(advance);

        // then
        assertThat(again)
                .isInstanceOfSatisfying(
                        Decision.Replayed.class,
                        r -> {
                            assertThat(r.answer()).isInstanceOf(Decision.Blocked.class);
                            assertThat(((Decision.Blocked) r.answer()).blockers())
                                    .isEqualTo(((Decision.Blocked) blocked).blockers());
                        });
    }

    private static void assertCode(Decision decision, Decision.Code code) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Rejected.class, r -> assertThat(r.code()).isEqualTo(code));
    }

    private static List<String> kinds(List<LoggedEvent> events) {
        return events.stream().map(e -> e.data().kind()).toList();
    }
}
