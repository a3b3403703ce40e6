package dev.workrail.projections.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.id.ClaimId;
import dev.workrail.contracts.id.CommandId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.WorkerId;
import dev.workrail.contracts.schedule.BindingLimit;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.session.Usage;
import dev.workrail.contracts.session.WaitFor;
import dev.workrail.contracts.view.SessionStatus;
import dev.workrail.contracts.view.SessionView;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionFoldTest {
    private static final SessionEvent THINKING =
            new SessionEvent.LlmTurnStarted(1, "anthropic/claude-sonnet-4-6", 4);

    private final Story story = new Story("acme", "sess_1");

    @Test
    void shouldSayWhyAQueuedSessionWaits() {
        // given
        BindingLimit limit =
                new BindingLimit("trigger", "issues", 1, List.of(new SessionId("sess_0")));
        story.queued()
                .decide(
                        new SchedulingEvent.Waiting(
                                story.org(), story.session(), 3, limit, null, story.now()));

        // when
        SessionView view = view();

        // then
        assertThat(view.status()).isEqualTo(SessionStatus.WAITING);
        assertThat(view.waiting().on()).isEqualTo("slot");
        assertThat(view.waiting().position()).isEqualTo(3);
        assertThat(view.waiting().limit()).isEqualTo(limit);
        assertThat(view.waiting().since()).isEqualTo(Story.BEGIN);
        assertThat(view.title()).isEqualTo("Fix the failing test in the parser");
    }

    @Test
    void shouldFollowTheHolderFromThinkingToToolToIdle() {
        story.queued().running();
        assertThat(view().status()).isEqualTo(SessionStatus.IDLE);

        story.events(THINKING);
        assertThat(view().status()).isEqualTo(SessionStatus.THINKING);

        story.events(new SessionEvent.ToolCallStarted("c1", "Bash", "mvn test"));
        assertThat(view().status()).isEqualTo(SessionStatus.TOOL);
        assertThat(view().progress().tool()).isEqualTo("Bash");
        assertThat(view().progress().activity()).isEqualTo("mvn test");

        story.events(new SessionEvent.ToolCallCompleted("c1", "Bash", 1200, "ok"));
        assertThat(view().status()).isEqualTo(SessionStatus.IDLE);
        assertThat(view().progress().tool()).isNull();

        story.events(new SessionEvent.AgentStuck("repeated_tool_call", "three times the same"));
        assertThat(view().status()).isEqualTo(SessionStatus.STUCK);
    }

    @Test
    void shouldCompleteWithItsKindCostAndTimes() {
        // given
        story.queued().running().turn(100, 20, 4000).turn(50, 10, 1000);

        // when
        story.ended(Outcome.TIMEOUT).closed(Outcome.TIMEOUT);

        // then
        SessionView view = view();
        assertThat(view.status()).isEqualTo(SessionStatus.COMPLETED);
        assertThat(view.ending().outcome()).isEqualTo(Outcome.TIMEOUT);
        assertThat(view.ending().summary()).isEqualTo("All done");
        assertThat(view.progress().usage()).isEqualTo(new Usage(150, 30, 5000));
        assertThat(view.progress().turns()).isEqualTo(2);
        assertThat(view.times().waitMs()).isEqualTo(2000);
        assertThat(view.times().runMs()).isEqualTo(6000);
        assertThat(view.waiting()).isNull();
    }

    @Test
    void shouldIgnoreAZombieSegmentAfterTheNewClaim() {
        // given a worker that lost its lease to another
        story.queued().running();
        String zombie = "clm_" + story.log().getFirst();
        long first = ((SessionRecord.Claimed) story.log().getFirst()).epoch();
        story.decide(
                        new SchedulingEvent.Requeued(
                                story.org(), story.session(), first, "expired", 1, story.now()))
                .running();

        // when the first one writes its end after all
        story.epoch(first)
                .segmentAs(
                        "clm_" + first,
                        null,
                        List.of(),
                        List.of(new Effect.Ended(Outcome.SUCCESS, null, null)));

        // then
        assertThat(zombie).isNotEmpty();
        assertThat(view().status()).isEqualTo(SessionStatus.IDLE);
        assertThat(view().ending()).isNull();
        assertThat(view().run().crashes()).isEqualTo(1);
    }

    @Test
    void shouldLetTheFirstOfTwoClaimsOfOneEpochWin() {
        story.queued().running();
        long epoch = ((SessionRecord.Claimed) story.log().getFirst()).epoch();
        story.record(
                new SessionRecord.Claimed(
                        story.session(),
                        story.org(),
                        epoch,
                        new ClaimId("clm_late"),
                        new WorkerId("wkr_2"),
                        story.now()));
        story.segmentAs("clm_late", null, List.of(THINKING), List.of());

        assertThat(view().status()).isEqualTo(SessionStatus.IDLE);
        assertThat(view().run().worker()).isEqualTo(new WorkerId("wkr_1"));
    }

    @Test
    void shouldWaitForWhatItParkedFor() {
        // given
        WaitFor verdict = new WaitFor.Verdict("gate_1", "review", "human_approval");
        story.queued().running();

        // when the worker parks, and the scheduler agrees
        story.effects(new Effect.Parked(verdict, "a person must approve"));
        assertThat(view().status()).isEqualTo(SessionStatus.WAITING);
        assertThat(view().waiting().on()).isEqualTo("verdict");
        story.decide(
                new SchedulingEvent.Parked(story.org(), story.session(), verdict, story.now()));

        // then
        assertThat(view().status()).isEqualTo(SessionStatus.WAITING);
        assertThat(view().waiting().waitFor()).isEqualTo(verdict);

        // and it goes on under the next lease
        story.decide(
                        new SchedulingEvent.Requeued(
                                story.org(),
                                story.session(),
                                view().run().epoch(),
                                "wait_satisfied",
                                0,
                                story.now()))
                .running();
        assertThat(view().status()).isEqualTo(SessionStatus.IDLE);
    }

    @Test
    void shouldAbortWhatWasKilledWhileItWasQueued() {
        story.queued()
                .decide(
                        new SchedulingEvent.Killed(
                                story.org(),
                                story.session(),
                                new CommandId("cmd_1"),
                                "ada",
                                "runaway",
                                "kept",
                                story.now()))
                .closed(Outcome.KILLED);

        SessionView view = view();
        assertThat(view.status()).isEqualTo(SessionStatus.ABORTED);
        assertThat(view.ending().outcome()).isEqualTo(Outcome.KILLED);
        assertThat(view.ending().by()).isEqualTo("ada");
        assertThat(view.ending().worktree()).isEqualTo("kept");
        assertThat(view.times().startedAt()).isNull();
    }

    @Test
    void shouldSayThatAPersonMustLookWhereAttemptsAreUsedUp() {
        story.queued()
                .running()
                .ended(Outcome.ERROR)
                .decide(
                        new SchedulingEvent.Escalated(
                                story.org(), story.session(), "dispatches", 3, story.now()))
                .closed(Outcome.ERROR);

        SessionView view = view();
        assertThat(view.status()).isEqualTo(SessionStatus.COMPLETED);
        assertThat(view.ending().outcome()).isEqualTo(Outcome.ERROR);
        assertThat(view.ending().escalation())
                .isEqualTo(new SessionView.Escalation("dispatches", 3));
    }

    @Test
    void shouldNameTheRevisionThatTookItsPlace() {
        story.queued()
                .decide(
                        new SchedulingEvent.Superseded(
                                story.org(), story.session(), new SessionId("sess_2"), story.now()))
                .closed(Outcome.CANCELLED);

        assertThat(view().status()).isEqualTo(SessionStatus.ABORTED);
        assertThat(view().ending().supersededBy()).isEqualTo(new SessionId("sess_2"));
    }

    @Test
    void shouldTakeItsEndBackWhenItIsRetried() {
        // given
        story.queued().running().ended(Outcome.ERROR).closed(Outcome.ERROR);
        assertThat(view().status()).isEqualTo(SessionStatus.COMPLETED);

        // when
        story.decide(
                new SchedulingEvent.Requeued(
                        story.org(),
                        story.session(),
                        view().run().epoch(),
                        "retry",
                        0,
                        story.now()));

        // then
        assertThat(view().status()).isEqualTo(SessionStatus.WAITING);
        assertThat(view().ending()).isNull();
        story.running().ended(Outcome.SUCCESS).closed(Outcome.SUCCESS);
        assertThat(view().ending().outcome()).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void shouldShowTheLastNoteOnThePreferredPath() {
        // given two steps done, each with a note
        story.queued()
                .running()
                .at("node_0", node("step", null))
                .at("node_0", note("Looked around"))
                .at("node_1", node("step", "node_0"))
                .at("node_1", note("Found the bug"))
                .at("node_2", node("step", "node_1"));
        assertThat(view().progress().stepsDone()).isEqualTo(2);
        assertThat(view().progress().recap()).isEqualTo("Found the bug");

        // when the run goes back to the first
        story.events(new SessionEvent.Rewound("node_0", "wrong bug", "ada"));

        // then
        assertThat(view().progress().stepsDone()).isZero();
        assertThat(view().progress().recap()).isEqualTo("Looked around");
    }

    @Test
    void shouldNotCountABlockedAttemptAsAStep() {
        story.queued()
                .running()
                .at("node_0", node("step", null))
                .at("node_1", node("blocked_attempt", "node_0"));
        assertThat(view().progress().stepsDone()).isZero();

        story.at("node_2", node("step", "node_1"));
        assertThat(view().progress().stepsDone()).isEqualTo(1);
    }

    @Test
    void shouldCountIssuesAndGapsThatStayOpen() {
        story.queued()
                .running()
                .events(
                        new SessionEvent.IssueReported("tool", "minor", "flaky", null),
                        gap("gap_1", "{\"kind\":\"unresolved\"}"),
                        gap("gap_2", "{\"kind\":\"unresolved\"}"),
                        gap("gap_3", "{\"kind\":\"resolves\",\"resolvesGapId\":\"gap_1\"}"));

        assertThat(view().progress().issues()).isEqualTo(1);
        assertThat(view().progress().openGaps()).isEqualTo(1);
    }

    @Test
    void shouldSayWhenItsCommitWasPushed() {
        story.queued().running().committed(Story.COMMIT, Story.TREE);
        assertThat(view().commit().pushed()).isFalse();

        story.effects(new Effect.Pushed("file:///srv/app.git", "refs/heads/x", Story.COMMIT));

        assertThat(view().commit().pushed()).isTrue();
        assertThat(view().commit().change().commit()).isEqualTo(Story.COMMIT);
    }

    @Test
    void shouldPassOverKindsItDoesNotKnow() {
        story.queued().running();
        SessionView before = view();
        story.record(
                new SessionRecord.Opaque(
                        "session_teleported",
                        Map.of(
                                "session",
                                Story.json("\"sess_1\""),
                                "org",
                                Story.json("\"acme\""))));

        assertThat(view()).isEqualTo(before);
    }

    private static SessionEvent node(String kind, String parent) {
        return new SessionEvent.NodeCreated(kind, parent, "hash", "snap", null);
    }

    private static SessionEvent note(String text) {
        return new SessionEvent.NodeOutputAppended(
                "out",
                null,
                "recap",
                new SessionEvent.NodeOutputAppended.Payload("notes", text, null, null, null, null));
    }

    private static SessionEvent gap(String id, String resolution) {
        return new SessionEvent.GapRecorded(
                id, "critical", Story.json("{}"), "gap", Story.json(resolution), null);
    }

    private SessionView view() {
        return SessionFold.view(story.state()).orElseThrow();
    }
}
