package dev.workrail.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.MutableClock;
import dev.workrail.testkit.WorkrailBackend;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WorkrailBackend(wipe = WorkrailBackend.Wipe.PER_TEST)
class RestoreStallIT {
    private static final String APPLICATION = "restore-stall";
    private static final String CHANGELOG = APPLICATION + "-seen-changelog";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir Path stateDir;

    private final MutableClock clock = MutableClock.at(Ticks.BEGIN);
    private final LoopFixture fixture;
    private final KafkaClients kafka;

    RestoreStallIT(Backend backend) {
        fixture = new LoopFixture(backend);
        kafka =
                new KafkaClients(
                        new KafkaAddress(backend.bootstrapServers()),
                        new SimpleMeterRegistry(),
                        clock);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldSayWhichPartitionAnOpenTransactionHoldsUpAndGoOnWhenItEnds() throws Exception {
        // given
        fixture.publishTicks(0, 3);
        try (var before = run("before")) {
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(fixture.backend.topics().readRaw(CHANGELOG)).isNotEmpty());
            assertThat(before.hindrance()).isEmpty();
        }
        try (var open = openTransaction();
                var runner = run("after")) {

            // when
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> {
                        clock.advance(Duration.ofMinutes(2));

                        // then
                        assertThat(runner.hindrance().orElseThrow())
                                .contains("store seen", CHANGELOG + "-0");
                    });
            assertThat(runner.ready()).isFalse();
            assertThat(runner.healthy()).as("a restart would not help").isTrue();

            open.abortTransaction();
            assertThat(runner.awaitRunning(PATIENCE)).isTrue();
            assertThat(runner.hindrance()).isEmpty();
        }
    }

    private KafkaProducer<byte[], byte[]> openTransaction() throws Exception {
        var producer =
                new KafkaProducer<byte[], byte[]>(
                        Map.of(
                                "bootstrap.servers",
                                fixture.backend.bootstrapServers(),
                                "transactional.id",
                                "somebody",
                                "transaction.timeout.ms",
                                600_000),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(CHANGELOG, 0, new byte[] {1}, new byte[8])).get();
        return producer;
    }

    private StreamsRunner run(String directory) {
        return kafka.streams(
                        StreamsSpec.of(
                                APPLICATION,
                                "test",
                                stateDir.resolve(directory),
                                StreamsSpec.Guarantee.EXACTLY_ONCE),
                        count())
                .start();
    }

    private static Topology count() {
        StreamsBuilder builder = new StreamsBuilder();
        var serde = EventSerde.of(Topics.HEARTBEATS, FleetEvent.class);
        builder.stream(Topics.HEARTBEATS.name(), Consumed.with(Serdes.String(), serde))
                .groupByKey(Grouped.with("by-domain", Serdes.String(), serde))
                .count(
                        Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as("seen")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(Serdes.Long()));
        return builder.build();
    }
}
