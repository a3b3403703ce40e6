package dev.workrail.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    @TempDir Path directory;

    @Test
    void shouldGoOnWhereItWasAfterARestart() throws Exception {
        // given
        long begun = System.nanoTime();
        String address;
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            report("first start", begun);
            address = broker.bootstrapServers();
            try (Admin admin = admin(broker)) {
                admin.createTopics(List.of(new NewTopic("t", Optional.of(2), Optional.empty())))
                        .all()
                        .get();
            }
            try (var producer = producer(broker)) {
                producer.send(new ProducerRecord<>("t", 0, "k", "v")).get();
            }
        }

        // when
        begun = System.nanoTime();
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            report("restart", begun);

            // then
            assertThat(broker.bootstrapServers()).isEqualTo(address);
            try (var producer = producer(broker)) {
                assertThat(producer.send(new ProducerRecord<>("t", 0, "k", "w")).get().offset())
                        .isEqualTo(1);
            }
            begun = System.nanoTime();
        }
        report("stop", begun);
    }

    private static void report(String what, long begun) {
        System.out.printf("broker: %s %d ms%n", what, (System.nanoTime() - begun) / 1_000_000);
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static KafkaProducer<String, String> producer(EmbeddedBroker broker) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer());
    }
}
