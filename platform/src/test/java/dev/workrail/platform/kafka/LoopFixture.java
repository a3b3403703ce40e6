package dev.workrail.platform.kafka;

import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.view.DeadLetter;
import dev.workrail.testkit.Backend;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/// Clients of a test's broker, with what they published and counted in sight.
final class LoopFixture implements AutoCloseable {
    final Backend backend;
    final MeterRegistry meters = new SimpleMeterRegistry();
    final KafkaClients kafka;
    final EventPublisher publisher;
    final DeadLetters deadLetters;

    LoopFixture(Backend backend) {
        this.backend = backend;
        this.kafka =
                new KafkaClients(
                        new KafkaAddress(backend.bootstrapServers()),
                        meters,
                        Clock.fixed(Ticks.BEGIN, ZoneOffset.UTC));
        this.publisher = kafka.publisher("test");
        this.deadLetters = kafka.deadLetters(publisher, "test");
    }

    void publishTicks(int from, int to) {
        for (int second = from; second < to; second++) {
            publisher.publish(Topics.HEARTBEATS, Ticks.DOMAIN, Ticks.tick(second)).join();
        }
    }

    void publishGarbage(String topic) {
        backend.topics()
                .publishRaw(
                        topic,
                        "acme",
                        "{not json".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        Map.of("ce_subject", "acme/x", "ce_id", "1"));
    }

    List<DeadLetter> letters() {
        return backend.topics().data(Topics.DEAD_LETTERS, DeadLetter.class);
    }

    double count(String meter) {
        return meters.find(meter).counters().stream().mapToDouble(c -> c.count()).sum();
    }

    @Override
    public void close() {
        publisher.close();
    }
}
