package dev.workrail.dispatcher.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.config.Concurrency;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.schedule.LeaseEvent;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.Outcome;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private final Story story = new Story();
    private final ConfigValue.Trigger trigger = Given.trigger("issues", Concurrency.PARALLEL);

    @BeforeEach
    void fleet() {
        story.ticks();
        story.beats("w1", 4);
    }

    @Test
    void shouldTakeADeliveryOnce() {
        // given
        SessionId session = story.fires(Given.event(trigger, "d1"));

        // when
        story.fires(Given.event(trigger, "d1"));

        // then
        assertThat(story.said(SchedulingEvent.Duplicate.class))
                .singleElement()
                .satisfies(duplicate -> {
                    assertThat(duplicate.reason()).isEqualTo("delivery");
                    assertThat(duplicate.of()).isEqualTo(session);
                });
        assertThat(story.said(SchedulingEvent.Queued.class)).hasSize(1);
    }

    @Test
    void shouldHoldASourceWhileItsSessionIsQueuedOrActive() {
        // given
        SessionId session = story.fires(Given.event(trigger, "d1", "12@a"));

        // when
        story.fires(Given.event(trigger, "d2", "12@a"));
        story.claims(session, "w1");
        story.fires(Given.event(trigger, "d3", "12@a"));

        // then
        assertThat(story.said(SchedulingEvent.Duplicate.class))
                .extracting(SchedulingEvent.Duplicate::reason)
                .containsExactly("source", "source");
    }

    @Test
    void shouldTakeASecondRevisionOfTheSameSourceWithinTheWeek() {
        // given
        SessionId first = story.fires(Given.event(trigger, "d1", "12@a"));
        story.claims(first, "w1");
        story.ends(first, "w1", Outcome.SUCCESS);

        // when the first revision comes again, and then a second
        story.passes(Duration.ofMinutes(2), "w1", 4);
        story.fires(Given.event(trigger, "d2", "12@a"));
        story.fires(Given.event(trigger, "d3", "12@b"));

        // then
        assertThat(story.said(SchedulingEvent.Duplicate.class))
                .singleElement()
                .satisfies(duplicate -> assertThat(duplicate.of()).isEqualTo(first));
        assertThat(story.said(SchedulingEvent.Queued.class)).hasSize(2);
    }

    @Test
    void shouldReleaseASourceWhenItsSessionFails() {
        // given
        SessionId first = story.fires(Given.event(trigger, "d1", "12@a"));
        story.claims(first, "w1");
        story.ends(first, "w1", Outcome.ERROR);

        // when
        SessionId second = story.fires(Given.event(trigger, "d2", "12@a"));

        // then
        assertThat(story.phase(second)).isInstanceOf(Phase.Issued.class);
    }

    @Test
    void shouldReleaseASourceThatIsLabelledAgain() {
        // given
        SessionId first = story.fires(Given.event(trigger, "d1", "12@a"));
        story.claims(first, "w1");
        story.ends(first, "w1", Outcome.SUCCESS);

        // when
        SessionId second = story.fires(Given.event(trigger, "d2", "12@a", null, "labeled"));

        // then
        assertThat(story.phase(second)).isInstanceOf(Phase.Issued.class);
    }

    @Test
    void shouldSkipDedupeOnAReplay() {
        // given
        story.fires(Given.event(trigger, "d1", "12@a"));

        // when
        SessionId replayed = story.fires(Given.event(trigger, "d2", "12@a", "d1", "opened"));

        // then
        assertThat(story.phase(replayed)).isInstanceOf(Phase.Issued.class);
    }

    @Test
    void shouldAskAPersonAfterThreeFailedRunsOfASource() {
        // given
        for (int run = 1; run <= 3; run++) {
            SessionId session = story.fires(Given.event(trigger, "d" + run, "12@a"));
            story.claims(session, "w1");
            story.ends(session, "w1", Outcome.ERROR);
        }

        // when
        story.fires(Given.event(trigger, "d4", "12@a"));

        // then
        assertThat(story.said(SchedulingEvent.Escalated.class))
                .singleElement()
                .satisfies(escalated -> {
                    assertThat(escalated.counter()).isEqualTo("dispatches");
                    assertThat(escalated.attempts()).isEqualTo(3);
                });
        assertThat(story.said(SchedulingEvent.Refused.class))
                .singleElement()
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo("attempts_exhausted"));
        assertThat(story.letters()).hasSize(1);
    }

    @Test
    void shouldNotCountWhatWasDrainedAgainstASource() {
        // given two failed runs, and a third that was drained before it failed
        for (int run = 1; run <= 3; run++) {
            SessionId session = story.fires(Given.event(trigger, "d" + run, "12@a"));
            story.claims(session, "w1");
            if (run == 3) {
                story.releases(session, "w1", "drained");
                story.commands(Given.cancel(session));
            } else {
                story.ends(session, "w1", Outcome.ERROR);
            }
        }

        // when
        SessionId fourth = story.fires(Given.event(trigger, "d4", "12@a"));

        // then
        assertThat(story.phase(fourth)).isInstanceOf(Phase.Issued.class);
        assertThat(story.said(SchedulingEvent.Escalated.class)).isEmpty();
    }

    @Test
    void shouldMakeADeadLetterOfWhatAFullQueueCannotTake() {
        // given
        ConfigValue.Trigger serial =
                Given.trigger(Given.ORG, "serial", Concurrency.SERIAL, 2, null, null, null);
        for (int i = 1; i <= 3; i++) {
            story.fires(Given.event(serial, "d" + i));
        }

        // when
        story.fires(Given.event(serial, "d4"));

        // then
        assertThat(story.said(SchedulingEvent.Refused.class))
                .singleElement()
                .satisfies(refused -> {
                    assertThat(refused.reason()).isEqualTo("queue_full");
                    assertThat(refused.limit().allowed()).isEqualTo(2);
                });
        assertThat(story.letters())
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.code()).isEqualTo("queue_full");
                    assertThat(letter.event().deliveryId()).isEqualTo("d4");
                });
    }

    @Test
    void shouldBoundTheQueueOfAnOrg() {
        // given
        story.configures(Given.org(1, 1, Map.of()));
        story.fires(Given.event(trigger, "d1"));
        story.fires(Given.event(trigger, "d2"));

        // when
        story.fires(Given.event(trigger, "d3"));

        // then
        assertThat(story.said(SchedulingEvent.Refused.class))
                .singleElement()
                .satisfies(refused -> assertThat(refused.limit().limit()).isEqualTo("org"));
    }

    @Test
    void shouldRefuseWorkOfATriggerThatWasDisabledSince() {
        // given
        ConfigValue.Trigger off = Given.disabled("issues");
        story.configures(off, 7);

        // when
        story.fires(Given.event(trigger, "d1"));

        // then
        assertThat(story.said(SchedulingEvent.Refused.class))
                .singleElement()
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo("disabled"));
        assertThat(story.letters()).hasSize(1);
    }

    @Test
    void shouldLetTheNewestRevisionSupersedeWhatWaitsAndWhatRuns() {
        // given one revision that runs, and one of another source
        ConfigValue.Trigger newest = Given.trigger("reviews", Concurrency.NEWEST_WINS);
        SessionId running = story.fires(Given.event(newest, "d1", "12@a"));
        story.claims(running, "w1");
        SessionId other = story.fires(Given.event(newest, "d2", "13@a"));

        // when
        SessionId second = story.fires(Given.event(newest, "d3", "12@b"));
        SessionId third = story.fires(Given.event(newest, "d4", "12@c"));

        // then
        assertThat(story.said(SchedulingEvent.Superseded.class))
                .extracting(SchedulingEvent.Superseded::session)
                .containsExactly(running, second);
        assertThat(story.answered(LeaseEvent.Revoked.class))
                .singleElement()
                .satisfies(revoked -> assertThat(revoked.reason()).isEqualTo("superseded"));
        assertThat(story.phase(second)).isNull();
        assertThat(story.phase(third)).isInstanceOf(Phase.Issued.class);
        assertThat(story.phase(other)).isInstanceOf(Phase.Issued.class);

        // when the one that ran gives up its slot
        story.releases(running, "w1", "stopped");

        // then
        assertThat(story.said(SchedulingEvent.Closed.class))
                .last()
                .satisfies(closed -> {
                    assertThat(closed.session()).isEqualTo(running);
                    assertThat(closed.outcome()).isEqualTo(Outcome.CANCELLED);
                });
    }
}
