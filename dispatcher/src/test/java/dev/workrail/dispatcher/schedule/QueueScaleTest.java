package dev.workrail.dispatcher.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.config.Concurrency;
import dev.workrail.contracts.config.ConfigRecord;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.id.ClaimId;
import dev.workrail.contracts.id.WorkerId;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionRecord;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class QueueScaleTest {
    private static final int QUEUED = 10_000;

    private final SchedulerDecider decider =
            new SchedulerDecider(SchedulerSettings.defaults(Story.DOMAIN));
    private final Deque<Output.Offer> offers = new ArrayDeque<>();
    private SchedulerState state =
            SchedulerState.empty(SchedulerSettings.defaults(Story.DOMAIN).window());
    private Instant now = Given.AT;

    /// Quadratic work would take minutes here.
    @Test
    @Timeout(30)
    void shouldDrainTenThousandSessionsWithBoundedWorkPerDecision() {
        // given an org that may run two of them at once
        ConfigValue.Trigger trigger = Given.trigger("issues", Concurrency.PARALLEL);
        ConfigValue org = Given.org(2, null, Map.of());
        decide(new Input.Configured(org.key(), ConfigRecord.of(1, org)));
        tick();
        beat();
        for (int i = 0; i < QUEUED; i++) {
            decide(new Input.Accepted(Given.event(trigger, "d" + i), hash -> null));
        }
        assertThat(state.sessions().size()).isEqualTo(QUEUED);

        // when
        int most = 0;
        for (int ended = 0; ended < QUEUED; ended++) {
            most = Math.max(most, run(offers.removeFirst()));
            if (ended % 10 == 0) {
                most = Math.max(most, tick());
                beat();
            }
        }

        // then
        assertThat(state.sessions().isEmpty()).isTrue();
        assertThat(most).isLessThanOrEqualTo(Waits.STRETCH + Waits.FRONT + 8);
    }

    private int run(Output.Offer offer) {
        SessionRecord.Claimed claim =
                new SessionRecord.Claimed(
                        offer.session(),
                        Given.ORG,
                        offer.epoch(),
                        new ClaimId("clm_" + offer.epoch()),
                        new WorkerId("w1"),
                        now);
        int claimed = decide(new Input.Logged(claim, session -> null));
        int ended =
                decide(
                        new Input.Logged(
                                new SessionRecord.Segment(
                                        claim.session(),
                                        claim.org(),
                                        claim.epoch(),
                                        claim.claim(),
                                        now,
                                        List.of(),
                                        List.of(new Effect.Ended(Outcome.SUCCESS, null, null)),
                                        null),
                                session -> null));
        return Math.max(claimed, ended);
    }

    private int tick() {
        now = now.plusMillis(500);
        return decide(new Input.Ticked(hash -> null));
    }

    private void beat() {
        decide(
                new Input.Beat(
                        new FleetEvent.Heartbeat(
                                new WorkerId("w1"),
                                Story.DOMAIN,
                                Story.POOL,
                                4,
                                false,
                                List.of(),
                                "test",
                                now)));
    }

    private int decide(Input input) {
        Decision decision = decider.decide(state, input, now);
        state = decision.next();
        decision.outputs().stream()
                .filter(Output.Offer.class::isInstance)
                .map(Output.Offer.class::cast)
                .forEach(offers::add);
        return decision.events().size();
    }
}
