package dev.workrail.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.WorkrailBackend;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

@WorkrailBackend(wipe = WorkrailBackend.Wipe.PER_TEST)
class ConsumerLoopIT {
    private final LoopFixture fixture;
    private final List<Integer> handled = new CopyOnWriteArrayList<>();

    ConsumerLoopIT(Backend backend) {
        fixture = new LoopFixture(backend);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldMakeADeadLetterOfAMalformedRecordAndGoOn() {
        // given
        fixture.publishTicks(0, 1);
        fixture.publishGarbage(Topics.HEARTBEATS.name());
        fixture.publishTicks(1, 2);

        // when
        try (var loop = consume(record -> handled.add(Ticks.secondsOf(record)))) {
            await().untilAsserted(() -> assertThat(handled).containsExactly(0, 1));

            // then
            assertThat(loop.healthy()).isTrue();
        }
        var letter = fixture.letters().getFirst();
        assertThat(letter.code()).isEqualTo("malformed");
        assertThat(letter.origin()).isEqualTo("test");
        assertThat(letter.org().value()).isEqualTo("acme");
        assertThat(letter.key()).isEqualTo("acme");
        assertThat(letter.offset()).isEqualTo(1);
        assertThat(letter.attempts()).isEqualTo(1);
        assertThat(letter.cause()).contains("line 1").doesNotContain("Exception", "not json");
        assertThat(new String(Base64.getDecoder().decode(letter.value()), StandardCharsets.UTF_8))
                .isEqualTo("{not json");
        assertThat(fixture.count("workrail.loop.malformed")).isEqualTo(1);
    }

    @Test
    void shouldMakeADeadLetterOfARecordTheHandlerRefuses() {
        // given
        fixture.publishTicks(0, 3);

        // when
        try (var _ =
                consume(record -> {
                    if (Ticks.secondsOf(record) == 1) {
                        throw new MalformedRecordException("odd", "one is refused");
                    }
                    handled.add(Ticks.secondsOf(record));
                })) {

            // then
            await().untilAsserted(() -> assertThat(handled).containsExactly(0, 2));
        }
        assertThat(fixture.letters())
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.code()).isEqualTo("odd");
                    assertThat(letter.headers()).containsKey("ce_type");
                });
    }

    @Test
    void shouldTryABatchAgainAfterATransientFaultWithoutSkippingOrReordering() {
        // given
        fixture.publishTicks(0, 5);
        AtomicInteger failures = new AtomicInteger(2);

        // when
        try (var loop =
                consume(record -> {
                    if (Ticks.secondsOf(record) == 2 && failures.getAndDecrement() > 0) {
                        throw new IOException("the disk is away");
                    }
                    handled.add(Ticks.secondsOf(record));
                })) {
            await().untilAsserted(() -> assertThat(handled).endsWith(2, 3, 4));

            // then
            assertThat(loop.healthy()).isTrue();
            assertThat(fixture.letters()).isEmpty();
            assertThat(fixture.count("workrail.loop.faults")).isEqualTo(2);
        }
    }

    @Test
    void shouldStopAndTurnUnhealthyOnAFaultThatStays() {
        // given
        fixture.publishTicks(0, 2);

        // when
        try (var loop =
                consume(record -> {
                    throw new IllegalStateException("a bug");
                })) {
            await().until(() -> !loop.healthy());

            // then
            assertThat(loop.failure()).get().isInstanceOf(IllegalStateException.class);
        }
        try (var _ = consume(record -> handled.add(Ticks.secondsOf(record)))) {
            await().untilAsserted(() -> assertThat(handled).containsExactly(0, 1));
        }
    }

    @Test
    void shouldGoOnBehindWhatItCommitted() {
        // given
        fixture.publishTicks(0, 3);
        try (var _ = consume(record -> handled.add(Ticks.secondsOf(record)))) {
            await().untilAsserted(() -> assertThat(handled).hasSize(3));
        }

        // when
        fixture.publishTicks(3, 4);
        try (var _ = consume(record -> handled.add(Ticks.secondsOf(record)))) {

            // then
            await().untilAsserted(() -> assertThat(handled).containsExactly(0, 1, 2, 3));
        }
    }

    @Test
    void shouldBeginWhereAHandlerThatKeepsItsOwnPositionSays() throws Exception {
        // given
        fixture.publishTicks(0, 5);
        List<Long> bases = new CopyOnWriteArrayList<>();
        PartitionHandler<FleetEvent> sink =
                new PartitionHandler<>() {
                    @Override
                    public void handle(
                            Partition partition,
                            List<Received<FleetEvent>> records,
                            long base,
                            long next) {
                        bases.add(base);
                        records.forEach(record -> handled.add(Ticks.secondsOf(record)));
                    }

                    @Override
                    public OptionalLong startOf(Partition partition) {
                        return OptionalLong.of(3);
                    }
                };

        // when
        try (var _ =
                fixture.kafka.consume(
                        "own", List.of(Topics.HEARTBEATS), fixture.deadLetters, sink)) {

            // then
            await().untilAsserted(() -> assertThat(handled).containsExactly(3, 4));
            assertThat(bases).first().isEqualTo(3L);

            // then the group is told, too, for who asks how far it is
            try (var progress = fixture.kafka.groupProgress("own-progress")) {
                assertThat(
                                progress.awaitThrough(
                                        "own",
                                        progress.ends(List.of(Topics.HEARTBEATS)),
                                        Instant.now().plusSeconds(20)))
                        .isTrue();
            }
        }
    }

    @Test
    void shouldWaitForAPositionThatIsAwayWhenAPartitionBecomesItsOwn() {
        // given
        fixture.publishTicks(0, 5);
        AtomicInteger asked = new AtomicInteger();
        PartitionHandler<FleetEvent> sink =
                new PartitionHandler<>() {
                    @Override
                    public void handle(
                            Partition partition,
                            List<Received<FleetEvent>> records,
                            long base,
                            long next) {
                        records.forEach(record -> handled.add(Ticks.secondsOf(record)));
                    }

                    @Override
                    public OptionalLong startOf(Partition partition) {
                        if (asked.incrementAndGet() <= 2) {
                            throw new TransientFaultException("the database is away", null);
                        }
                        return OptionalLong.of(3);
                    }
                };

        // when
        try (var loop =
                fixture.kafka.consume(
                        "own", List.of(Topics.HEARTBEATS), fixture.deadLetters, sink)) {

            // then
            await().untilAsserted(() -> assertThat(handled).containsExactly(3, 4));
            assertThat(asked).hasValue(3);
            assertThat(loop.healthy()).isTrue();
        }
    }

    @Test
    void shouldCarryTheTraceIntoTheLogContext() {
        // given
        fixture.publishTicks(0, 1);
        List<String> traces = new CopyOnWriteArrayList<>();

        // when
        try (var _ = consume(record -> traces.add(String.valueOf(MDC.get("traceId"))))) {

            // then
            await().untilAsserted(() ->
                    assertThat(traces).containsExactly("0af7651916cd43dd8448eb211c80319c"));
        }
    }

    private ConsumerLoop<FleetEvent> consume(RecordHandler<FleetEvent> handler) {
        return fixture.kafka.consumeEach(
                "test", List.of(Topics.HEARTBEATS), fixture.deadLetters, handler);
    }
}
