package dev.workrail.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.projection.Recaps;
import dev.workrail.engine.projection.RunStatus;
import dev.workrail.engine.session.EngineCommand.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GateTest {
    private final Driver session =
            Driver.of(
                    """
                    {'id':'first','title':'First','prompt':'Do it','requireConfirmation':true},
                    {'id':'second','title':'Second','prompt':'With {{answer}}'}
                    """);

    @BeforeEach
    void started() {
        session.start();
    }

    @Test
    void shouldKeepTheWholeSubmissionAndGoOnWhenApproved() {
        // given
        session.submit("What I did", "{'answer':42}");
        assertThat(RunStatus.of(session.events())).isEqualTo(RunStatus.WAITING_AT_GATE);

        // when
        Decision approved = session.verdict(Verdict.APPROVED, "Looks right");

        // then
        assertThat(approved).isInstanceOf(Decision.Accepted.class);
        assertThat(session.pending().prompt()).startsWith("With 42");
        assertThat(Recaps.last(session.events())).contains("What I did");
        assertThat(session.events(SessionEvent.GateResolved.class))
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.by()).isEqualTo("a reviewer");
                    assertThat(e.rationale()).isEqualTo("Looks right");
                });
    }

    @Test
    void shouldReopenTheStepWithTheRationaleWhenRejected() {
        // given
        session.notes("What I did");

        // when
        session.verdict(Verdict.REJECTED, "No tests");

        // then
        assertThat(session.pendingStep()).isEqualTo("first");
        assertThat(session.pending().prompt()).contains("GATE REJECTED").contains("> No tests");
    }

    @Test
    void shouldGateAgainAfterARejectedStepIsHandedInOnceMore() {
        // given
        session.notes("What I did");
        session.verdict(Verdict.REJECTED, "No tests");

        // when
        Decision again = session.notes("With tests now");

        // then
        assertThat(again).isInstanceOf(Decision.GateParked.class);
    }

    @Test
    void shouldAskAPersonWhenTheEvaluatorIsUncertain() {
        // given
        session.notes("What I did");

        // when
        Decision asked = session.verdict(Verdict.UNCERTAIN, "Cannot tell");

        // then
        assertThat(asked)
                .isInstanceOfSatisfying(
                        Decision.GateParked.class,
                        d -> assertThat(d.gateKind()).isEqualTo("human_approval"));
        assertThat(session.state().openGateKind()).isEqualTo("human_approval");
        assertThat(session.verdict(Verdict.APPROVED, "Fine")).isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void shouldNotLetAnEarlierBlockPassTheGateBy() {
        // given
        assertThat(session.notes(" ")).isInstanceOf(Decision.Blocked.class);

        // when
        Decision retried = session.notes("Notes this time");

        // then
        assertThat(retried).isInstanceOf(Decision.GateParked.class);
    }

    @Test
    void shouldRefuseToAdvanceWhileTheGateIsOpen() {
        // given
        StepView at = session.pending();
        session.notes("What I did");
        String gateNode = session.state().tip();

        // when
        Decision refused =
                session.decide(
                        new EngineCommand.Advance(
                                Driver.AT, gateNode, "attempt_x", Submission.notes("More")));

        // then
        assertThat(refused)
                .isInstanceOfSatisfying(
                        Decision.Rejected.class,
                        d -> assertThat(d.code()).isEqualTo(Decision.Code.GATE_OPEN));
        assertThat(at.stepId()).isEqualTo("first");
    }

    @Test
    void shouldLetTheFirstVerdictStand() {
        // given
        session.notes("What I did");
        String gate = String.valueOf(session.state().openGateId());
        session.verdict(Verdict.APPROVED, "Fine");

        // when
        Decision late =
                session.decide(
                        new EngineCommand.ResolveGate(
                                Driver.AT, gate, Verdict.REJECTED, "Too late", "someone"));

        // then
        assertThat(late).isInstanceOf(Decision.Replayed.class);
        assertThat(session.pendingStep()).isEqualTo("second");
    }
}
