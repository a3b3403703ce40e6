package dev.workrail.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/// Started by tests as a process of its own, to be killed: a broker, and writers that write the
/// same value to every partition of a topic, one transaction after another.
final class TransactionsProcess {
    static final String TOPIC = "t";
    static final int PARTITIONS = 4;
    static final int TRANSACTION_TIMEOUT_MILLIS = 5_000;

    private static final int WRITERS = 8;
    private static final int BEFORE_READY = 20;

    private TransactionsProcess() {}

    public static void main(String[] args) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(Path.of(args[0]), 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(
                            List.of(new NewTopic(TOPIC, Optional.of(PARTITIONS), Optional.empty())))
                    .all()
                    .get();
        }
        for (int writer = 0; writer < WRITERS; writer++) {
            String name = "writer-" + writer;
            Thread.ofPlatform().name(name).start(() -> write(broker.bootstrapServers(), name));
        }
        Thread.currentThread().join();
    }

    private static void write(String address, String name) {
        try (var producer = producer(address, name)) {
            producer.initTransactions();
            for (int count = 0; ; count++) {
                producer.beginTransaction();
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    producer.send(new ProducerRecord<>(TOPIC, partition, name, name + count));
                }
                producer.commitTransaction();
                if (count == BEFORE_READY) {
                    System.out.println("at work: " + name);
                }
            }
        }
    }

    private static KafkaProducer<String, String> producer(String address, String name) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        address,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        name,
                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                        TRANSACTION_TIMEOUT_MILLIS),
                new StringSerializer(),
                new StringSerializer());
    }
}
