package dev.workrail.dispatcher.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.config.Concurrency;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.schedule.LeaseEvent;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.WaitFor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaitTest {
    private final Story story = new Story();
    private final ConfigValue.Trigger trigger = Given.trigger("issues", Concurrency.PARALLEL);

    @BeforeEach
    void fleet() {
        story.ticks();
        story.beats("w1", 1);
    }

    @Test
    void shouldFreeTheSlotOfAParkedSession() {
        // given
        SessionId parked = story.fires(Given.event(trigger, "d1"));
        SessionId next = story.fires(Given.event(trigger, "d2"));
        story.claims(parked, "w1");

        // when
        story.parks(parked, "w1", new WaitFor.Verdict("g1", "s1", "human_approval"));

        // then
        assertThat(story.phase(parked)).isInstanceOf(Phase.Parked.class);
        assertThat(story.phase(next)).isInstanceOf(Phase.Issued.class);
        assertThat(story.answered(LeaseEvent.Ended.class)).hasSize(1);
    }

    @Test
    void shouldGoOnWithAVerdictThatCameBeforeThePark() {
        // given
        SessionId session = story.fires(Given.event(trigger, "d1"));
        story.claims(session, "w1");
        story.commands(Given.verdict(session, "g1"));

        // when
        story.parks(session, "w1", new WaitFor.Verdict("g1", "s1", "human_approval"));

        // then
        assertThat(story.phase(session)).isInstanceOf(Phase.Issued.class);
        assertThat(story.said(SchedulingEvent.Requeued.class))
                .singleElement()
                .satisfies(requeued -> assertThat(requeued.reason()).isEqualTo("wait_satisfied"));

        // when
        story.claims(session, "w1");

        // then the verdict is handed over
        assertThat(story.answered(LeaseEvent.Granted.class).getLast().commands()).hasSize(1);
    }

    @Test
    void shouldNotTakeAVerdictOnAnotherGate() {
        // given
        SessionId session = story.fires(Given.event(trigger, "d1"));
        story.claims(session, "w1");
        story.parks(session, "w1", new WaitFor.Verdict("g1", "s1", "human_approval"));

        // when
        story.commands(Given.verdict(session, "g2"));

        // then
        assertThat(story.phase(session)).isInstanceOf(Phase.Parked.class);
    }

    @Test
    void shouldWakeASessionWhenItsTimeHasCome() {
        // given
        SessionId session = story.fires(Given.event(trigger, "d1"));
        story.claims(session, "w1");
        story.parks(session, "w1", new WaitFor.Timer(story.now().plusSeconds(30)));

        // when
        story.passes(Duration.ofSeconds(29), "w1", 1);

        // then
        assertThat(story.phase(session)).isInstanceOf(Phase.Parked.class);

        // when
        story.ticks();

        // then
        assertThat(story.phase(session)).isInstanceOf(Phase.Issued.class);
    }

    @Test
    void shouldRunChildrenWhileTheirParentWaitsForThem() {
        // given
        SessionId parent = story.fires(Given.event(trigger, "d1"));
        story.claims(parent, "w1");
        Effect.SpawnChild spawn =
                new Effect.SpawnChild("c1", "review", "Look", Story.json().objectNode());
        SessionId child = spawn.session(parent);

        // when
        story.segment(
                parent,
                "w1",
                "delegate",
                spawn,
                new Effect.Parked(new WaitFor.Child(List.of(child)), "delegated"));

        // then
        assertThat(story.phase(parent)).isInstanceOf(Phase.Parked.class);
        assertThat(story.phase(child)).isInstanceOf(Phase.Issued.class);
        assertThat(story.said(SchedulingEvent.Queued.class).getLast().spec())
                .satisfies(spec -> {
                    assertThat(spec.parent()).isEqualTo(parent);
                    assertThat(spec.root()).isEqualTo(parent);
                    assertThat(spec.workflowId()).isEqualTo("review");
                });

        // when
        story.claims(child, "w1");
        story.ends(child, "w1", Outcome.SUCCESS);

        // then
        assertThat(story.phase(parent)).isInstanceOf(Phase.Issued.class);
    }

    @Test
    void shouldLetASerialTriggersSessionStartChildren() {
        // given
        SessionId parent =
                story.fires(Given.event(Given.trigger("serial", Concurrency.SERIAL), "d1"));
        story.claims(parent, "w1");
        Effect.SpawnChild spawn =
                new Effect.SpawnChild("c1", "review", "Look", Story.json().objectNode());

        // when
        story.segment(
                parent,
                "w1",
                "delegate",
                spawn,
                new Effect.Parked(new WaitFor.Child(List.of(spawn.session(parent))), "delegated"));

        // then it does not wait for itself
        assertThat(story.phase(spawn.session(parent))).isInstanceOf(Phase.Issued.class);
    }

    @Test
    void shouldEndAChildThatWouldBeTooDeep() {
        // given
        SessionId at = story.fires(Given.event(trigger, "d1"));
        for (int depth = 1; depth <= 4; depth++) {
            story.claims(at, "w1");
            Effect.SpawnChild spawn =
                    new Effect.SpawnChild("c", "review", "Look", Story.json().objectNode());
            SessionId child = spawn.session(at);
            story.segment(
                    at,
                    "w1",
                    "delegate",
                    spawn,
                    new Effect.Parked(new WaitFor.Child(List.of(child)), "delegated"));
            if (depth < 4) {
                at = child;
            }
        }

        // then the last is over at once, and its parent goes on
        assertThat(story.said(SchedulingEvent.Closed.class))
                .singleElement()
                .satisfies(closed -> assertThat(closed.outcome()).isEqualTo(Outcome.ERROR));
        assertThat(story.phase(at)).isInstanceOf(Phase.Issued.class);
    }

    @Test
    void shouldAskAPersonAfterThreeCrashesInOneStep() {
        // given
        story.passes(Duration.ofSeconds(20), "w1", 1);
        SessionId session = story.fires(Given.event(trigger, "d1"));

        // when
        for (int crash = 0; crash < 3; crash++) {
            story.claims(session, "w1");
            story.passes(Duration.ofSeconds(20), "w1", 1);
        }

        // then
        assertThat(story.said(SchedulingEvent.Escalated.class))
                .singleElement()
                .satisfies(escalated -> {
                    assertThat(escalated.counter()).isEqualTo("crashes");
                    assertThat(escalated.attempts()).isEqualTo(3);
                });
        assertThat(story.said(SchedulingEvent.Closed.class))
                .singleElement()
                .satisfies(closed -> assertThat(closed.outcome()).isEqualTo(Outcome.ESCALATED));
    }

    @Test
    void shouldStartCountingCrashesAnewInANewStep() {
        // given
        story.passes(Duration.ofSeconds(20), "w1", 1);
        SessionId session = story.fires(Given.event(trigger, "d1"));

        // when it crashes twice in each of three steps
        for (int crash = 0; crash < 6; crash++) {
            story.claims(session, "w1");
            story.segment(session, "w1", "step" + crash / 2);
            story.passes(Duration.ofSeconds(20), "w1", 1);
        }

        // then
        assertThat(story.said(SchedulingEvent.Escalated.class)).isEmpty();
        assertThat(story.phase(session)).isInstanceOf(Phase.Issued.class);
    }

    @Test
    void shouldStopASessionThatRunsLongerThanItMay() {
        // given
        SessionId session = story.fires(Given.event(trigger, "d1"));
        story.claims(session, "w1");

        // when
        story.passes(Duration.ofMinutes(63), "w1", 1, story.running(session));

        // then
        assertThat(story.answered(LeaseEvent.Revoked.class))
                .singleElement()
                .satisfies(revoked -> assertThat(revoked.reason()).isEqualTo("timeout"));

        // when
        story.releases(session, "w1", "stopped");

        // then
        assertThat(story.said(SchedulingEvent.Closed.class))
                .singleElement()
                .satisfies(closed -> assertThat(closed.outcome()).isEqualTo(Outcome.TIMEOUT));
    }
}
