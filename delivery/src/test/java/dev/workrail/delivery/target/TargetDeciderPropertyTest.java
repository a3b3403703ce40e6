package dev.workrail.delivery.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.delivery.AttemptResult;
import dev.workrail.contracts.id.DeliveryId;
import dev.workrail.contracts.id.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/// Whatever happens in whatever order, nothing is lost, doubled or out of order.
class TargetDeciderPropertyTest {
    private static final RetryPolicy POLICY =
            new RetryPolicy(
                    4,
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(10),
                    Duration.ofSeconds(40),
                    5);

    private final TargetDecider decider = new TargetDecider(POLICY);

    @Property(tries = 500)
    void shouldEndEveryDeliveryExactlyOnceWithOneAttemptAtATime(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        Walk walk = new Walk(new Random(seed));

        for (int step = 0; step < 200; step++) {
            walk.step();
        }
        walk.drain();

        assertThat(walk.ended).isEqualTo(walk.requested);
        assertThat(walk.state.queue()).isEmpty();
    }

    /// A target, and a world that fails, forgets, repeats and is late.
    private final class Walk {
        private final Random random;
        private final Set<DeliveryId> requested = new HashSet<>();
        private final Set<DeliveryId> ended = new HashSet<>();
        private final List<TargetAction.Attempt> made = new ArrayList<>();
        private final Map<SessionId, Integer> sequences = new HashMap<>();
        private final Map<SessionId, Integer> attempted = new HashMap<>();
        private TargetState state = TargetState.IDLE;
        private Instant now = Instant.EPOCH;

        Walk(Random random) {
            this.random = random;
        }

        void step() {
            switch (random.nextInt(4)) {
                case 0 -> request();
                case 1 -> repeat();
                case 2 -> finish();
                default -> wait(Duration.ofSeconds(random.nextInt(60)));
            }
        }

        /// From here on every attempt ends well.
        void drain() {
            for (int i = 0; i < 100 && !state.queue().isEmpty(); i++) {
                wait(Duration.ofMinutes(15));
                List<TargetAction.Attempt> open = List.copyOf(made);
                made.clear();
                open.forEach(attempt -> finish(attempt, AttemptResult.delivered(null)));
            }
        }

        private void request() {
            SessionId session = new SessionId("s" + random.nextInt(4));
            int sequence = sequences.merge(session, 1, Integer::sum);
            Entry entry =
                    TargetDeciderTest.entry(session + "-" + sequence, session.value(), sequence);
            requested.add(entry.delivery());
            decide(new TargetCommand.Request(entry));
        }

        private void repeat() {
            if (!state.queue().isEmpty()) {
                Entry entry = state.queue().get(random.nextInt(state.queue().size()));
                decide(new TargetCommand.Request(entry));
            }
        }

        private void finish() {
            if (!made.isEmpty()) {
                // Kept at times, so that a result arrives late or twice.
                TargetAction.Attempt attempt = made.get(random.nextInt(made.size()));
                if (random.nextBoolean()) {
                    made.remove(attempt);
                }
                finish(attempt, result());
            }
        }

        private AttemptResult result() {
            return switch (random.nextInt(6)) {
                case 0 -> AttemptResult.delivered(null);
                case 1 -> AttemptResult.refused("no");
                case 2 -> AttemptResult.failed("HTTP 429", Duration.ofSeconds(random.nextInt(900)));
                default -> AttemptResult.failed("HTTP 500", null);
            };
        }

        private void finish(TargetAction.Attempt attempt, AttemptResult result) {
            Entry entry = attempt.entry();
            decide(new TargetCommand.Finish(entry.delivery(), entry.attempts(), result));
        }

        private void wait(Duration time) {
            now = now.plus(time);
            decide(new TargetCommand.Tick());
        }

        private void decide(TargetCommand command) {
            Decision decision = decider.decide(state, command, now);
            Instant wakeAt = decision.state().wakeAt();
            assertThat(wakeAt == null || wakeAt.isAfter(now)).isTrue();
            assertThat(decision.state().queue().isEmpty() || wakeAt != null)
                    .as("what waits is woken")
                    .isTrue();
            boolean busy = state.busyUntil() != null;
            state = decision.state();
            for (TargetAction action : decision.actions()) {
                if (action instanceof TargetAction.Attempt attempt) {
                    assertThat(busy).as("one attempt at a time").isFalse();
                    checkOrder(attempt.entry());
                    made.add(attempt);
                } else {
                    assertThat(ended.add(action.entry().delivery())).as("ends once").isTrue();
                    busy = false;
                }
                busy &= state.busyUntil() != null;
            }
        }

        private void checkOrder(Entry entry) {
            int last = attempted.merge(entry.session(), entry.sequence(), Math::max);
            assertThat(last).as("no status after a newer one").isEqualTo(entry.sequence());
            assertThat(entry.attempts()).isLessThanOrEqualTo(POLICY.maxAttempts());
        }
    }
}
