package dev.workrail.dispatcher.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.config.Concurrency;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.ClaimId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.schedule.LeaseEvent;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionRecord;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandbackTest {
    private final Story story = new Story();
    private final ConfigValue.Trigger trigger = Given.trigger("issues", Concurrency.PARALLEL);

    @BeforeEach
    void fleet() {
        story.ticks();
        story.beats("w1", 1);
    }

    @Test
    void shouldKeepASessionNoWorkerCanRunOutOfTheLineForLongerAndLongerUntilAPersonMustLook() {
        // given
        SessionId session = story.fires(Given.event(trigger, "d1"));
        int[] pauses = {10, 20, 40, 80, 160, 300, 300};

        for (int i = 0; i < pauses.length; i++) {
            // when
            story.claims(session, "w1");
            story.releases(session, "w1", "failed");

            // then
            assertThat(story.phase(session)).isInstanceOf(Phase.Parked.class);
            story.passes(Duration.ofSeconds(pauses[i] - 1), "w1", 1);
            assertThat(story.offers(session)).hasSize(i + 1);
            story.passes(Duration.ofSeconds(2), "w1", 1);
            assertThat(story.offers(session)).hasSize(i + 2);
        }

        // when
        story.claims(session, "w1");
        story.releases(session, "w1", "failed");

        // then
        assertThat(story.said(SchedulingEvent.Escalated.class))
                .singleElement()
                .satisfies(escalated -> {
                    assertThat(escalated.counter()).isEqualTo("failures");
                    assertThat(escalated.attempts()).isEqualTo(8);
                });
        assertThat(story.said(SchedulingEvent.Closed.class))
                .singleElement()
                .satisfies(closed -> {
                    assertThat(closed.outcome()).isEqualTo(Outcome.ESCALATED);
                    assertThat(closed.detail()).endsWith("No space left on device");
                });
        assertThat(story.phase(session)).isNull();
    }

    @Test
    void shouldCountFailuresAnewOnceAStepIsDone() {
        // given
        SessionId session = story.fires(Given.event(trigger, "d1"));
        for (int pause : new int[] {10, 20, 40}) {
            story.claims(session, "w1");
            story.releases(session, "w1", "failed");
            story.passes(Duration.ofSeconds(pause + 1), "w1", 1);
        }

        // when
        story.claims(session, "w1");
        story.segment(session, "w1", "next step");
        story.releases(session, "w1", "failed");
        story.passes(Duration.ofSeconds(11), "w1", 1);

        // then
        assertThat(story.offers(session)).hasSize(5);
    }

    @Test
    void shouldKeepTheSlotOfTheHolderWhenTheLoserOfTheSameEpochGivesBack() {
        // given
        SessionId session = story.fires(Given.event(trigger, "d1"));
        long epoch = story.offered(session);
        story.claim(session, epoch, "w1", "clm_winner");
        story.claim(session, epoch, "w2", "clm_loser");
        Phase before = story.phase(session);

        // when
        story.writes(
                new SessionRecord.Released(
                        session,
                        Given.ORG,
                        epoch,
                        new ClaimId("clm_loser"),
                        story.now(),
                        "drained",
                        null));

        // then
        assertThat(before).isInstanceOf(Phase.Leased.class);
        assertThat(story.phase(session)).isEqualTo(before);
        assertThat(story.answered(LeaseEvent.Ended.class)).isEmpty();
    }
}
