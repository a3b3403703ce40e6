package dev.workrail.dispatcher.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.config.Concurrency;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.schedule.LeaseEvent;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionRecord;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseTest {
    private final Story story = new Story();
    private final ConfigValue.Trigger trigger = Given.trigger("issues", Concurrency.PARALLEL);

    @Test
    void shouldRunASessionFromItsTriggerEventToItsEnd() {
        // given
        story.ticks();
        story.beats("w1", 4);

        // when
        SessionId session = story.fires(Given.event(trigger, "d1"));
        long epoch = story.claims(session, "w1");
        story.segment(session, "w1", "analyse");
        story.ends(session, "w1", Outcome.SUCCESS);

        // then
        assertThat(story.said(SchedulingEvent.Dispatched.class))
                .singleElement()
                .satisfies(dispatched -> {
                    assertThat(dispatched.epoch()).isEqualTo(epoch);
                    assertThat(dispatched.attempt()).isEqualTo(1);
                });
        assertThat(story.answered(LeaseEvent.Granted.class))
                .singleElement()
                .satisfies(granted -> assertThat(granted.epoch()).isEqualTo(epoch));
        assertThat(story.answered(LeaseEvent.Ended.class)).hasSize(1);
        assertThat(story.said(SchedulingEvent.Closed.class))
                .singleElement()
                .satisfies(closed -> assertThat(closed.outcome()).isEqualTo(Outcome.SUCCESS));
        assertThat(story.state().sessions().isEmpty()).isTrue();
        assertThat(story.state().index()).isEqualTo(Index.EMPTY);
    }

    @Test
    void shouldIssueOnlyWhatTheFleetCanStartNow() {
        // given
        story.ticks();
        story.beats("w1", 2);

        // when
        story.fires(Given.event(trigger, "d1"));
        story.fires(Given.event(trigger, "d2"));
        SessionId third = story.fires(Given.event(trigger, "d3"));

        // then
        assertThat(story.said(SchedulingEvent.Dispatched.class)).hasSize(2);
        assertThat(story.phase(third)).isInstanceOf(Phase.Waiting.class);
    }

    @Test
    void shouldIssueAnewUnderAHigherEpochWhatNobodyClaimed() {
        // given
        story.ticks();
        story.beats("w1", 1);
        SessionId session = story.fires(Given.event(trigger, "d1"));
        long first = story.offered(session);

        // when
        story.passes(Duration.ofSeconds(50), "w1", 1);

        // then
        assertThat(story.said(SchedulingEvent.Requeued.class))
                .first()
                .satisfies(requeued -> {
                    assertThat(requeued.reason()).isEqualTo("never_claimed");
                    assertThat(requeued.crashes()).isZero();
                });
        assertThat(story.offered(session)).isGreaterThan(first);
    }

    @Test
    void shouldRefuseAnOldDispatchThatIsAcceptedAfterTheReissue() {
        // given
        story.ticks();
        story.beats("w1", 1);
        SessionId session = story.fires(Given.event(trigger, "d1"));
        long old = story.offered(session);
        story.passes(Duration.ofSeconds(50), "w1", 1);
        long reissued = story.offered(session);

        // when
        story.claim(session, old, "w1", "clm_old");
        story.claim(session, reissued, "w2", "clm_new");

        // then
        assertThat(reissued).isGreaterThan(old);
        assertThat(story.answered(LeaseEvent.Refused.class))
                .extracting(refused -> refused.claim().value())
                .containsExactly("clm_old");
        assertThat(story.answered(LeaseEvent.Granted.class))
                .extracting(granted -> granted.claim().value())
                .containsExactly("clm_new");
    }

    @Test
    void shouldGrantOneOfTwoClaimsOfOneEpoch() {
        // given
        story.ticks();
        story.beats("w1", 1);
        SessionId session = story.fires(Given.event(trigger, "d1"));
        long epoch = story.offered(session);

        // when
        story.claim(session, epoch, "w1", "clm_1");
        story.claim(session, epoch, "w2", "clm_2");
        story.claim(session, epoch, "w1", "clm_1");

        // then
        assertThat(story.answered(LeaseEvent.Granted.class))
                .extracting(granted -> granted.worker().value())
                .containsExactly("w1");
        assertThat(story.answered(LeaseEvent.Refused.class))
                .extracting(refused -> refused.claim().value())
                .containsExactly("clm_2");
    }

    @Test
    void shouldIgnoreAZombiesSegmentAfterTheNewClaim() {
        // given a worker that was lost in one step while another holds the session
        story.ticks();
        story.beats("w1", 1);
        SessionId session = story.fires(Given.event(trigger, "d1"));
        long first = story.offered(session);
        SessionRecord.Claimed zombie = story.claim(session, first, "w1", "clm_zombie");
        story.segment(zombie, "analyse");
        story.passes(Duration.ofSeconds(40), "w2", 1);
        story.claim(session, story.offered(session), "w2", "clm_heir");

        // when
        story.segment(zombie, "implement", new Effect.Ended(Outcome.SUCCESS, null, null));

        // then
        assertThat(story.phase(session))
                .isInstanceOfSatisfying(
                        Phase.Leased.class,
                        leased -> assertThat(leased.worker().value()).isEqualTo("w2"));
        assertThat(story.checkpoint(session).stepId()).isEqualTo("analyse");
        assertThat(story.said(SchedulingEvent.Closed.class)).isEmpty();
    }

    @Test
    void shouldExpireALeaseOnlyAWindowAfterItsLastHeartbeat() {
        // given
        story.ticks();
        story.passes(Duration.ofSeconds(20), "w1", 1);
        SessionId session = story.fires(Given.event(trigger, "d1"));
        story.claims(session, "w1");
        story.passes(Duration.ofSeconds(30), "w1", 1, story.running(session));

        // when
        story.passes(Duration.ofSeconds(15));

        // then
        assertThat(story.answered(LeaseEvent.Expired.class)).isEmpty();

        // when
        story.passes(Duration.ofSeconds(2));

        // then
        assertThat(story.answered(LeaseEvent.Expired.class)).hasSize(1);
        assertThat(story.said(SchedulingEvent.Requeued.class))
                .singleElement()
                .satisfies(requeued -> assertThat(requeued.reason()).isEqualTo("expired"));
    }

    @Test
    void shouldFreeTheSlotOfASessionThatItsLivingWorkerDoesNotName() {
        // given
        story.ticks();
        story.passes(Duration.ofSeconds(20), "w1", 1);
        SessionId session = story.fires(Given.event(trigger, "d1"));
        story.claims(session, "w1");

        // when: the worker lives, but has forgotten the session
        story.passes(Duration.ofSeconds(20), "w1", 1);

        // then
        assertThat(story.answered(LeaseEvent.Expired.class)).hasSize(1);
        assertThat(story.offers(session)).hasSize(2);
    }

    @Test
    void shouldExpireNoLiveLeaseOnABurstOfTicksOverABacklogAfterFailOver() {
        // given a lease that is alive, and a dispatcher that was away for a minute
        story.ticks();
        story.passes(Duration.ofSeconds(20), "w1", 1);
        SessionId session = story.fires(Given.event(trigger, "d1"));
        story.claims(session, "w1");
        var running = story.running(session);
        story.tookOver();

        // when: ticks of the backlog come in a burst, the heartbeats of that time behind them
        for (int i = 0; i < 4; i++) {
            story.jumps(Duration.ofSeconds(20));
        }
        story.beats("w1", 1, running);
        story.passes(Duration.ofSeconds(60), "w1", 1, running);

        // then
        assertThat(story.answered(LeaseEvent.Expired.class)).isEmpty();
        assertThat(story.phase(session)).isInstanceOf(Phase.Leased.class);
    }

    @Test
    void shouldFenceAHolderBelowAnEpochThatWasNeverIssued() {
        // given
        story.ticks();
        story.beats("w1", 1);
        SessionId session = story.fires(Given.event(trigger, "d1"));
        long epoch = story.claims(session, "w1");

        // when
        story.claim(session, epoch + 100, "w9", "clm_forged");

        // then: every reader's filter is past the holder now, so the session goes out again
        assertThat(story.answered(LeaseEvent.Refused.class)).hasSize(1);
        assertThat(story.answered(LeaseEvent.Revoked.class)).hasSize(1);
        assertThat(story.offered(session)).isGreaterThan(epoch + 100);
    }

    @Test
    void shouldRefuseAClaimOfASessionThatIsOver() {
        // given
        story.ticks();
        story.beats("w1", 1);
        SessionId session = story.fires(Given.event(trigger, "d1"));
        long epoch = story.offered(session);
        story.commands(Given.cancel(session));

        // when
        story.claim(session, epoch, "w1", "clm_late");

        // then
        assertThat(story.answered(LeaseEvent.Refused.class))
                .singleElement()
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo("session_over"));
    }
}
