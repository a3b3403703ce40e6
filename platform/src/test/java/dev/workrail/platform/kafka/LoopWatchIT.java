package dev.workrail.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.health.LoopLiveness;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.WorkrailBackend;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WorkrailBackend(wipe = WorkrailBackend.Wipe.PER_TEST)
class LoopWatchIT {
    private final LoopFixture fixture;

    LoopWatchIT(Backend backend) {
        fixture = new LoopFixture(backend);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldShowHowManyRecordsLieBeforeALoop() {
        // given
        CountDownLatch heldUp = new CountDownLatch(1);
        fixture.publishTicks(0, 1);

        // when
        try (var _ = consume(_ -> heldUp.await())) {
            await().until(() -> lag() == 0);
            fixture.publishTicks(1, 8);
            heldUp.countDown();

            // then
            await().until(() -> fixture.count("workrail.loop.records") == 8);
            assertThat(lag()).isZero();
        }
    }

    @Test
    void shouldNameTheLoopThatAFaultStopped() {
        // given
        LoopLiveness liveness = new LoopLiveness(fixture.kafka);
        fixture.publishTicks(0, 1);

        // when
        try (var loop =
                consume(_ -> {
                    throw new IllegalStateException("a bug");
                })) {
            assertThat(liveness.call().getData()).get().isNotNull();
            await().until(() -> !loop.healthy());

            // then
            assertThat(liveness.call().getStatus()).isEqualTo(Status.DOWN);
            assertThat(liveness.call().getData().orElseThrow()).containsEntry("watched", false);
        }
        try (var _ = consume(_ -> {})) {
            assertThat(liveness.call().getStatus()).isEqualTo(Status.UP);
        }
    }

    private double lag() {
        return fixture.meters.get("workrail.loop.lag").tag("loop", "watched").gauge().value();
    }

    private ConsumerLoop<FleetEvent> consume(RecordHandler<FleetEvent> handler) {
        return fixture.kafka.consumeEach(
                "watched", List.of(Topics.HEARTBEATS), fixture.deadLetters, handler);
    }
}
