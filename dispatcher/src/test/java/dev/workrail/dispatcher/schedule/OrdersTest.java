package dev.workrail.dispatcher.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.command.Scope;
import dev.workrail.contracts.config.Concurrency;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.schedule.LeaseEvent;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.WaitFor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrdersTest {
    private final Story story = new Story();
    private final ConfigValue.Trigger trigger = Given.trigger("issues", Concurrency.PARALLEL);

    @BeforeEach
    void fleet() {
        story.ticks();
        story.beats("w1", 2);
    }

    @Test
    void shouldKillEverythingAndSayWhoDidItAndWhatBecomesOfTheWorktrees() {
        // given one that runs, one that is offered, one that waits
        SessionId runs = story.fires(Given.event(trigger, "d1"));
        story.claims(runs, "w1");
        SessionId offered = story.fires(Given.event(trigger, "d2"));
        SessionId waits = story.fires(Given.event(trigger, "d3"));

        // when
        story.commands(Given.kill(Scope.EVERYTHING, false));

        // then
        assertThat(story.said(SchedulingEvent.Killed.class))
                .extracting(SchedulingEvent.Killed::session)
                .containsExactlyInAnyOrder(runs, offered, waits);
        assertThat(story.said(SchedulingEvent.Killed.class))
                .allSatisfy(killed -> {
                    assertThat(killed.by()).isEqualTo("ada");
                    assertThat(killed.worktree()).isEqualTo("kept");
                });
        assertThat(story.answered(LeaseEvent.Revoked.class))
                .singleElement()
                .satisfies(revoked -> assertThat(revoked.reason()).isEqualTo("killed"));
        assertThat(story.state().sessions().keys(9)).containsExactly(runs);

        // when its worker stops it
        story.ends(runs, "w1", Outcome.SUCCESS);

        // then
        assertThat(story.said(SchedulingEvent.Closed.class))
                .last()
                .satisfies(closed -> assertThat(closed.outcome()).isEqualTo(Outcome.KILLED));
    }

    @Test
    void shouldFreeTheSlotOfAKilledSessionWhoseWorkerIsGone() {
        // given
        story.passes(Duration.ofSeconds(20), "w1", 2);
        SessionId session = story.fires(Given.event(trigger, "d1"));
        story.claims(session, "w1");
        story.commands(Given.kill(Scope.of(Given.ORG, session), false));

        // when
        story.passes(Duration.ofSeconds(20));

        // then
        assertThat(story.phase(session)).isNull();
        assertThat(story.said(SchedulingEvent.Closed.class))
                .singleElement()
                .satisfies(closed -> assertThat(closed.outcome()).isEqualTo(Outcome.KILLED));
    }

    @Test
    void shouldFreeTheSlotOfAKilledSessionOnceItsWorkerNamesItNoMore() {
        // given
        SessionId session = story.fires(Given.event(trigger, "d1"));
        story.claims(session, "w1");
        var running = story.running(session);
        story.commands(Given.kill(Scope.of(Given.ORG, session), false));

        // when
        story.beats("w1", 2, running);

        // then it still holds its slot
        assertThat(story.phase(session)).isInstanceOf(Phase.Leased.class);

        // when
        story.beats("w1", 2);

        // then
        assertThat(story.phase(session)).isNull();
        assertThat(story.answered(LeaseEvent.Ended.class)).hasSize(1);
    }

    @Test
    void shouldRefuseNewWorkOfAHeldScopeUntilItIsLifted() {
        // given
        Scope scope = new Scope(Given.ORG, null, trigger.trigger(), null);
        story.commands(Given.kill(scope, true));
        ConfigValue.Trigger other = Given.trigger("other", Concurrency.PARALLEL);

        // when
        story.fires(Given.event(trigger, "d1"));
        SessionId elsewhere = story.fires(Given.event(other, "d2"));
        story.commands(Given.lift(scope));
        SessionId after = story.fires(Given.event(trigger, "d3"));

        // then
        assertThat(story.said(SchedulingEvent.Refused.class))
                .singleElement()
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo("killed"));
        assertThat(story.letters()).hasSize(1);
        assertThat(story.phase(elsewhere)).isInstanceOf(Phase.Issued.class);
        assertThat(story.phase(after)).isInstanceOf(Phase.Issued.class);
    }

    @Test
    void shouldRunNothingThatWasAcceptedBeforeAKillAndDecidedAfter() {
        // given a kill that holds nothing
        Instant before = story.now();
        story.ticks();
        story.commands(Given.kill(new Scope(Given.ORG, null, null, null), false));
        story.ticks();

        // when
        SessionId late = story.fired(Given.event(trigger, "d1"), before);
        SessionId fresh = story.fires(Given.event(trigger, "d2"));

        // then
        assertThat(story.phase(late)).isNull();
        assertThat(story.letters()).extracting(Output.Letter::code).containsExactly("killed");
        assertThat(story.phase(fresh)).isInstanceOf(Phase.Issued.class);
    }

    @Test
    void shouldRefuseWhatWasAcceptedUnderAHoldThoughItIsLiftedByItsDecision() {
        // given
        Scope scope = new Scope(Given.ORG, null, trigger.trigger(), null);
        story.commands(Given.kill(scope, true));
        story.ticks();
        Instant held = story.now();
        story.ticks();
        story.commands(Given.lift(scope));

        // when
        SessionId late = story.fired(Given.event(trigger, "d1"), held);
        SessionId fresh = story.fires(Given.event(trigger, "d2"));

        // then
        assertThat(story.phase(late)).isNull();
        assertThat(story.phase(fresh)).isInstanceOf(Phase.Issued.class);
    }

    @Test
    void shouldKeepAHoldWhenItsScopeIsKilledOnceMoreWithoutOne() {
        // given
        Scope scope = new Scope(Given.ORG, null, null, null);
        story.commands(Given.kill(scope, true));

        // when
        story.ticks();
        story.commands(Given.kill(scope, false));
        story.ticks();

        // then
        assertThat(story.phase(story.fires(Given.event(trigger, "d1")))).isNull();
    }

    @Test
    void shouldForgetALiftedHoldOnceNothingCanComeThatItRefuses() {
        // given
        story.commands(Given.kill(Scope.EVERYTHING, true));
        story.commands(Given.lift(Scope.EVERYTHING));
        story.ticks();
        assertThat(story.state().holds().size()).isEqualTo(1);

        // when
        story.jumps(Hold.REMEMBERED);

        // then
        assertThat(story.state().holds().isEmpty()).isTrue();
        assertThat(story.saved().keySet()).noneMatch(key -> key.startsWith("hold/"));
    }

    @Test
    void shouldKillTheSessionsASessionStarted() {
        // given
        SessionId parent = story.fires(Given.event(trigger, "d1"));
        story.claims(parent, "w1");
        Effect.SpawnChild child =
                new Effect.SpawnChild("c1", "review", "Look", Story.json().objectNode());
        story.segment(parent, "w1", "a", child);

        // when
        story.commands(Given.kill(Scope.of(Given.ORG, parent), false));

        // then
        assertThat(story.said(SchedulingEvent.Killed.class))
                .extracting(SchedulingEvent.Killed::session)
                .containsExactlyInAnyOrder(parent, child.session(parent));
    }

    @Test
    void shouldHandOverWhatWasSaidWhileNobodyListened() {
        // given a parked session
        SessionId session = story.fires(Given.event(trigger, "d1"));
        story.claims(session, "w1");
        story.parks(session, "w1", new WaitFor.AnyCommand(List.of("resume")));

        // when
        Command.Steer steer = Given.steer(session, "left");
        story.commands(steer);
        story.commands(Given.resume(session));
        story.claims(session, "w1");

        // then
        assertThat(story.answered(LeaseEvent.Granted.class))
                .last()
                .satisfies(granted ->
                        assertThat(granted.commands())
                                .extracting(Command::kind)
                                .containsExactly("steer", "resume"));
    }

    @Test
    void shouldCancelWhatNobodyHoldsAndLeaveTheRestToItsHolder() {
        // given
        SessionId held = story.fires(Given.event(trigger, "d1"));
        story.claims(held, "w1");
        SessionId offered = story.fires(Given.event(trigger, "d2"));

        // when
        story.commands(Given.cancel(held));
        story.commands(Given.cancel(offered));

        // then
        assertThat(story.phase(offered)).isNull();
        assertThat(story.phase(held)).isInstanceOf(Phase.Leased.class);

        // when the holder is drained instead of ending it
        story.releases(held, "w1", "drained");

        // then it is not run again
        assertThat(story.said(SchedulingEvent.Closed.class))
                .extracting(SchedulingEvent.Closed::outcome)
                .containsExactly(Outcome.CANCELLED, Outcome.CANCELLED);
    }

    @Test
    void shouldRunAnEndedSessionsWorkAgain() {
        // given
        SessionId session = story.fires(Given.event(trigger, "d1", "12@a"));
        story.claims(session, "w1");
        story.ends(session, "w1", Outcome.SUCCESS);

        // when
        story.commands(Given.retry(session));
        story.commands(Given.retry(session));

        // then
        assertThat(story.said(SchedulingEvent.Queued.class)).hasSize(2);
        SessionId again = story.said(SchedulingEvent.Queued.class).getLast().spec().session();
        assertThat(again).isNotEqualTo(session);
        assertThat(story.phase(again)).isInstanceOf(Phase.Issued.class);
    }

    @Test
    void shouldNotLetAKillReachBeyondTheOrgItWasAskedIn() {
        // given
        SessionId session = story.fires(Given.event(trigger, "d1"));
        Command.Kill foreign =
                new Command.Kill(
                        Given.cancel(session).id(),
                        new dev.workrail.contracts.id.OrgId("rival"),
                        Scope.EVERYTHING,
                        "eve",
                        null,
                        true,
                        true,
                        Given.AT);

        // when
        story.commands(foreign);
        SessionId later = story.fires(Given.event(trigger, "d2"));

        // then
        assertThat(story.phase(session)).isInstanceOf(Phase.Issued.class);
        assertThat(story.phase(later)).isInstanceOf(Phase.Issued.class);
    }

    @Test
    void shouldNotLetAnotherOrgReachASession() {
        // given
        SessionId session = story.fires(Given.event(trigger, "d1"));
        Command.Cancel foreign =
                new Command.Cancel(
                        Given.cancel(session).id(),
                        new dev.workrail.contracts.id.OrgId("rival"),
                        session,
                        "eve",
                        null,
                        Given.AT);

        // when
        story.commands(foreign);

        // then
        assertThat(story.phase(session)).isInstanceOf(Phase.Issued.class);
    }
}
