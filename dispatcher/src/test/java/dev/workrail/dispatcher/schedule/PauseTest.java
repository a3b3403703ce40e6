package dev.workrail.dispatcher.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.command.Scope;
import dev.workrail.contracts.config.Concurrency;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.CommandId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.schedule.BindingLimit;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.WaitFor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PauseTest {
    private static final ConfigValue.Trigger ISSUES = Given.trigger("issues", Concurrency.PARALLEL);
    private static final Scope ORG = new Scope(Given.ORG, null, null, null);
    private static final Scope TRIGGER = new Scope(Given.ORG, null, ISSUES.trigger(), null);

    private final Story story = new Story();

    static List<Scope> scopes() {
        return List.of(ORG, TRIGGER);
    }

    @BeforeEach
    void fleet() {
        story.ticks();
        story.beats("w1", 8);
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void shouldKeepWhatComesAndStartItOnceThePauseIsOver(Scope scope) {
        // given
        story.commands(Given.pause(scope));
        SessionId first = story.fires(Given.event(ISSUES, "d1"));
        SessionId second = story.fires(Given.event(ISSUES, "d2"));
        story.passes(Duration.ofHours(1), "w1", 8);
        assertThat(dispatched()).isEmpty();

        // when
        story.commands(Given.unpause(scope));

        // then
        assertThat(dispatched()).containsExactly(first, second);
    }

    @Test
    void shouldSayOfAWaitingSessionWhoPausedItSinceWhenAndWhy() {
        // given
        Instant since = story.now();
        story.commands(Given.pause(TRIGGER));

        // when
        SessionId session = story.fires(Given.event(ISSUES, "d1"));

        // then
        assertThat(limit(session))
                .isEqualTo(
                        new BindingLimit(
                                "paused", "acme/issues", 0, List.of(), "ada", "release", since));
    }

    @Test
    void shouldSayItAgainOfWhatWaitedBeforeOnceItIsPaused() {
        // given two that wait for the only slot
        story.beats("w1", 0);
        SessionId session = story.fires(Given.event(ISSUES, "d1"));
        assertThat(limit(session).limit()).isEqualTo("capacity");

        // when
        story.commands(Given.pause(ORG));
        story.ticks();

        // then
        assertThat(limit(session).limit()).isEqualTo("paused");
        assertThat(limit(session).scope()).isEqualTo("acme");
    }

    @Test
    void shouldNameTheNarrowestPauseAndHoldUntilTheLastOneIsOver() {
        // given
        story.commands(Given.pause(ORG));
        story.commands(Given.pause(TRIGGER));
        SessionId session = story.fires(Given.event(ISSUES, "d1"));
        assertThat(limit(session).scope()).isEqualTo("acme/issues");

        // when
        story.commands(Given.unpause(TRIGGER));
        story.ticks();

        // then
        assertThat(limit(session).scope()).isEqualTo("acme");
        assertThat(dispatched()).isEmpty();
    }

    @Test
    void shouldLetOtherTriggersAndOrgsGoOn() {
        // given
        story.commands(Given.pause(TRIGGER));
        ConfigValue.Trigger other = Given.trigger("other", Concurrency.PARALLEL);
        ConfigValue.Trigger foreign =
                Given.trigger(
                        new OrgId("zeta"), "issues", Concurrency.PARALLEL, null, null, null, null);

        // when
        SessionId second = story.fires(Given.event(other, "d2"));
        SessionId third = story.fires(Given.event(foreign, "d3"));

        // then
        assertThat(dispatched()).containsExactly(second, third);
    }

    @Test
    void shouldLetWhatRunsGoOnAlsoAfterItLostItsWorker() {
        // given
        SessionId runs = story.fires(Given.event(ISSUES, "d1"));
        story.claims(runs, "w1");
        story.commands(Given.pause(ORG));

        // when
        story.releases(runs, "w1", "drained");

        // then
        assertThat(dispatched()).containsExactly(runs, runs);
        story.claims(runs, "w1");
        story.ends(runs, "w1", Outcome.SUCCESS);
        assertThat(story.phase(runs)).isNull();
    }

    @Test
    void shouldLetTheChildrenOfWhatRunsStartAndTheirParentGoOn() {
        // given
        SessionId parent = story.fires(Given.event(ISSUES, "d1"));
        story.claims(parent, "w1");
        story.commands(Given.pause(ORG));
        Effect.SpawnChild child =
                new Effect.SpawnChild("c1", "review", "Look", Story.json().objectNode());
        SessionId started = child.session(parent);

        // when
        story.segment(
                parent,
                "w1",
                "wait",
                child,
                new Effect.Parked(new WaitFor.Child(List.of(started)), "waits"));
        story.claims(started, "w1");
        story.ends(started, "w1", Outcome.SUCCESS);

        // then
        assertThat(dispatched()).containsExactly(parent, started, parent);
    }

    /// Of two in one line, the one that was never held must not keep the other.
    @Test
    void shouldNotLetWhatIsNewStandInTheWayOfWhatRan() {
        // given two of one trigger: the first was offered and not taken, the second ran
        SessionId first = story.fires(Given.event(ISSUES, "d1"));
        SessionId second = story.fires(Given.event(ISSUES, "d2"));
        story.claims(second, "w1");
        story.commands(Given.pause(ORG));
        story.beats("w1", 0);
        story.passes(Duration.ofMinutes(2), "w1", 0, story.running(second));
        assertThat(story.phase(first)).isInstanceOf(Phase.Waiting.class);
        story.releases(second, "w1", "drained");

        // when
        story.beats("w1", 8);

        // then
        assertThat(dispatched()).containsExactly(first, second, second);
    }

    @Test
    void shouldTakeMoreThanTheQueueOfASerialTriggerHoldsWhileItIsPaused() {
        // given
        ConfigValue.Trigger serial =
                Given.trigger(Given.ORG, "issues", Concurrency.SERIAL, 2, null, null, null);
        story.commands(Given.pause(TRIGGER));

        // when
        for (int i = 0; i < 20; i++) {
            story.fires(Given.event(serial, "d" + i));
        }

        // then
        assertThat(story.said(SchedulingEvent.Queued.class)).hasSize(20);
        assertThat(story.letters()).isEmpty();

        // when it goes on, its own bound counts again
        story.commands(Given.unpause(TRIGGER));
        story.fires(Given.event(serial, "late"));

        // then
        assertThat(story.letters()).singleElement().matches(l -> l.code().equals("queue_full"));
    }

    @Test
    void shouldKeepTheBoundOfASchedulesQueue() {
        // given a schedule that fires every minute
        story.configures(Given.schedule("nightly", "* * * * *", "UTC"));
        story.commands(Given.pause(ORG));

        // when
        story.passes(Duration.ofMinutes(30), "w1", 8);

        // then
        assertThat(story.said(SchedulingEvent.Queued.class)).hasSize(10);
        assertThat(story.letters()).hasSize(20).allMatch(l -> l.code().equals("queue_full"));
    }

    @Test
    void shouldRenewAPauseWithoutForgettingWhenItBegan() {
        // given
        Instant since = story.now();
        story.commands(Given.pause(ORG));
        story.passes(Duration.ofMinutes(1));

        // when someone else pauses it too, and the same command comes twice
        Command.Pause again =
                new Command.Pause(new CommandId("cmd_2"), Given.ORG, ORG, "bob", null, Given.AT);
        story.commands(again);
        story.commands(again);

        // then
        assertThat(story.said(SchedulingEvent.Paused.class))
                .extracting(SchedulingEvent.Paused::by, SchedulingEvent.Paused::since)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("ada", since),
                        org.assertj.core.groups.Tuple.tuple("bob", since));
    }

    @Test
    void shouldSayNothingOfAResumeWhereNothingIsPaused() {
        // when
        story.commands(Given.unpause(ORG));

        // then
        assertThat(story.said(SchedulingEvent.Unpaused.class)).isEmpty();
    }

    @Test
    void shouldTellAPauseAgainSoThatNobodyHasToReadTheWholeLog() {
        // given
        story.commands(Given.pause(ORG));

        // when
        story.passes(Duration.ofHours(13), "w1", 8);

        // then
        assertThat(story.said(SchedulingEvent.Paused.class)).hasSize(3);
        assertThat(story.said(SchedulingEvent.Paused.class))
                .extracting(SchedulingEvent.Paused::since)
                .containsOnly(story.said(SchedulingEvent.Paused.class).getFirst().at());
    }

    /// An org's command reaches no further than the org, whatever scope it names.
    @Test
    void shouldNotLetAnOrgPauseAnother() {
        // when
        story.commands(Given.pause(new Scope(new OrgId("zeta"), null, null, null)));

        // then
        assertThat(story.said(SchedulingEvent.Paused.class))
                .singleElement()
                .satisfies(paused -> {
                    assertThat(paused.org()).isEqualTo(Given.ORG);
                    assertThat(paused.scope()).isEqualTo(ORG);
                });
    }

    private List<SessionId> dispatched() {
        return story.said(SchedulingEvent.Dispatched.class).stream()
                .map(SchedulingEvent.Dispatched::session)
                .toList();
    }

    private BindingLimit limit(SessionId session) {
        return story.said(SchedulingEvent.Waiting.class).stream()
                .filter(waiting -> waiting.session().equals(session))
                .toList()
                .getLast()
                .limit();
    }
}
