package dev.workrail.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.WorkrailBackend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@WorkrailBackend(wipe = WorkrailBackend.Wipe.PER_TEST)
class StreamsRunnerIT {
    @TempDir Path stateDir;

    private final LoopFixture fixture;

    StreamsRunnerIT(Backend backend) {
        fixture = new LoopFixture(backend);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldRunATopologyAndMakeDeadLettersOfWhatItCannotRead(StreamsSpec.Guarantee guarantee)
            throws Exception {
        // given
        fixture.publishTicks(0, 1);
        fixture.publishGarbage(Topics.HEARTBEATS.name());
        fixture.publishTicks(1, 2);

        // when
        try (var runner = run(copy(), guarantee)) {
            assertThat(runner.awaitRunning(Duration.ofSeconds(20))).isTrue();

            // then
            await().untilAsserted(() -> assertThat(copied()).containsExactly(0, 1));
            assertThat(runner.ready()).isTrue();
            await().untilAsserted(() -> assertThat(fixture.letters()).hasSize(1));
        }
        assertThat(fixture.letters().getFirst().origin()).isEqualTo("test");
        assertThat(fixture.letters().getFirst().offset()).isEqualTo(1);
        assertThat(fixture.count("workrail.loop.malformed")).isEqualTo(1);
    }

    @Test
    void shouldTurnUnhealthyOnAFaultThatStays() {
        // given
        fixture.publishTicks(0, 1);
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(
                        Topics.HEARTBEATS.name(),
                        Consumed.with(
                                Serdes.String(),
                                EventSerde.of(Topics.HEARTBEATS, FleetEvent.class)))
                .foreach((_, _) -> {
                    throw new IllegalStateException("a bug");
                });

        // when
        try (var runner = run(builder.build(), StreamsSpec.Guarantee.AT_LEAST_ONCE)) {

            // then
            await().until(() -> !runner.healthy());
            assertThat(runner.ready()).isFalse();
        }
    }

    /// As when a process is suspended. What it meets first of what the broker has ended meanwhile
    /// is the next record that it writes, or the commit.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldGoOnAfterAThreadStoodStillForLongerThanItsTransactionMayLast(boolean writesNext)
            throws Exception {
        // given a thread that stands still with an open transaction until the broker has ended it
        fixture.publishTicks(0, 1);
        try (Admin admin = admin();
                var runner =
                        run(standingStill(admin, writesNext), StreamsSpec.Guarantee.EXACTLY_ONCE)) {

            // then it does what it did once more, and once
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() ->
                            assertThat(copied())
                                    .isEqualTo(writesNext ? List.of(0, 0) : List.of(0)));
            assertThat(runner.healthy()).isTrue();

            // then it takes what comes next
            fixture.publishTicks(1, 2);
            await().untilAsserted(() -> assertThat(copied()).endsWith(1));
        }
    }

    /// Copies records; stands still once after the first, and may write it once more then.
    private static Topology standingStill(Admin admin, boolean writesNext) {
        AtomicBoolean stood = new AtomicBoolean();
        StreamsBuilder builder = new StreamsBuilder();
        var serde = EventSerde.of(Topics.HEARTBEATS, FleetEvent.class);
        builder.stream(Topics.HEARTBEATS.name(), Consumed.with(Serdes.String(), serde))
                .processValues(() ->
                        new ContextualFixedKeyProcessor<
                                String, Envelope<FleetEvent>, Envelope<FleetEvent>>() {
                            @Override
                            public void process(
                                    FixedKeyRecord<String, Envelope<FleetEvent>> record) {
                                context().forward(record);
                                if (stood.compareAndSet(false, true)) {
                                    await().until(() -> ongoing(admin));
                                    await().atMost(Duration.ofSeconds(30))
                                            .until(() -> !ongoing(admin));
                                }
                                if (writesNext) {
                                    context().forward(record);
                                }
                            }
                        })
                .to(Topics.LEASES.name(), Produced.with(Serdes.String(), serde));
        return builder.build();
    }

    private static boolean ongoing(Admin admin) throws Exception {
        return admin.listTransactions().all().get().stream()
                .anyMatch(one -> one.state() == TransactionState.ONGOING);
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", fixture.backend.bootstrapServers()));
    }

    private StreamsRunner run(Topology topology, StreamsSpec.Guarantee guarantee) {
        return fixture.kafka
                .streams(StreamsSpec.of("copy", "test", stateDir, guarantee), topology)
                .start();
    }

    private static Topology copy() {
        StreamsBuilder builder = new StreamsBuilder();
        var serde = EventSerde.of(Topics.HEARTBEATS, FleetEvent.class);
        builder.stream(Topics.HEARTBEATS.name(), Consumed.with(Serdes.String(), serde))
                .to(Topics.LEASES.name(), Produced.with(Serdes.String(), serde));
        return builder.build();
    }

    private List<Integer> copied() {
        return fixture.backend.topics().data(Topics.LEASES, FleetEvent.class).stream()
                .map(Ticks::secondsOf)
                .toList();
    }
}
