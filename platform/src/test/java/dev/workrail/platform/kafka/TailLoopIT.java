package dev.workrail.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.WorkrailBackend;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WorkrailBackend(wipe = WorkrailBackend.Wipe.PER_TEST)
class TailLoopIT {
    private static final Partition TICKS = new Partition(Topics.HEARTBEATS.name(), 0);

    private final LoopFixture fixture;
    private final List<Integer> handled = new CopyOnWriteArrayList<>();

    TailLoopIT(Backend backend) {
        fixture = new LoopFixture(backend);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldReadEverythingFromTheBeginningAndThenWhatComes() throws Exception {
        // given
        fixture.publishTicks(0, 3);

        // when
        try (var tail = tail(new TailStart.Beginning())) {
            boolean current = tail.awaitCurrent(Duration.ofSeconds(10));

            // then
            assertThat(current).isTrue();
            assertThat(handled).containsExactly(0, 1, 2);
            fixture.publishTicks(3, 4);
            assertThat(tail.awaitCurrent(Duration.ofSeconds(10))).isTrue();
            assertThat(handled).containsExactly(0, 1, 2, 3);
            assertThat(tail.positions()).containsEntry(TICKS, 4L);
        }
    }

    @Test
    void shouldBeginWhereItIsTold() throws Exception {
        // given
        fixture.publishTicks(0, 3);

        // when
        try (var tail = tail(new TailStart.At(Map.of(TICKS, 2L)))) {
            assertThat(tail.awaitCurrent(Duration.ofSeconds(10))).isTrue();

            // then
            assertThat(handled).containsExactly(2);
        }
        try (var tail = tail(new TailStart.End())) {
            assertThat(tail.awaitCurrent(Duration.ofSeconds(10))).isTrue();
            assertThat(handled).containsExactly(2);
        }
    }

    @Test
    void shouldBeginSomeOffsetsBeforeATime() throws Exception {
        // given
        fixture.publishTicks(0, 3);
        Instant later = Instant.now().plus(Duration.ofDays(1));

        // when
        try (var tail = tail(new TailStart.Since(later, 2))) {
            assertThat(tail.awaitCurrent(Duration.ofSeconds(10))).isTrue();

            // then
            assertThat(handled).containsExactly(1, 2);
            assertThat(tail.began()).containsEntry(TICKS, 1L);
        }
        handled.clear();
        try (var tail = tail(new TailStart.Since(later, 100))) {
            assertThat(tail.awaitCurrent(Duration.ofSeconds(10))).isTrue();
            assertThat(handled).containsExactly(0, 1, 2);
        }
    }

    @Test
    void shouldGoOnBehindAMalformedRecord() throws Exception {
        // given
        fixture.publishGarbage(Topics.HEARTBEATS.name());
        fixture.publishTicks(0, 1);

        // when
        try (var tail = tail(new TailStart.Beginning())) {
            assertThat(tail.awaitCurrent(Duration.ofSeconds(10))).isTrue();

            // then
            assertThat(handled).containsExactly(0);
        }
        assertThat(fixture.letters()).hasSize(1);
    }

    @Test
    void shouldAnswerThatItIsNotCurrentWhereItsHandlerIsHeldUp() throws Exception {
        // given
        fixture.publishTicks(0, 1);

        // when
        try (var tail =
                fixture.kafka.<FleetEvent>tail(
                        "held",
                        List.of(Topics.HEARTBEATS),
                        fixture.deadLetters,
                        new TailStart.Beginning(),
                        record -> {
                            throw new java.io.IOException("away");
                        })) {
            await().until(() -> fixture.count("workrail.loop.faults") > 0);

            // then
            assertThat(tail.awaitCurrent(Duration.ofMillis(200))).isFalse();
            assertThat(tail.healthy()).isTrue();
        }
    }

    private TailLoop<FleetEvent> tail(TailStart start) {
        return fixture.kafka.tail(
                "test",
                List.of(Topics.HEARTBEATS),
                fixture.deadLetters,
                start,
                record -> handled.add(Ticks.secondsOf(record)));
    }
}
