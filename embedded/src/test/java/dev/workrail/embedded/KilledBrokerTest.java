package dev.workrail.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class KilledBrokerTest {
    private static final List<TopicPartition> PARTITIONS =
            IntStream.range(0, TransactionsProcess.PARTITIONS)
                    .mapToObj(number -> new TopicPartition(TransactionsProcess.TOPIC, number))
                    .toList();

    @TempDir Path directory;

    /// Which step of a transaction the kill meets is chance, so it is tried twice.
    @RepeatedTest(2)
    void shouldEndEveryTransactionAsItWasDecidedAfterAKill() throws Exception {
        // given
        killInTheMiddleOfTransactions();

        // when
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {

            // then
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(ends(broker, "read_committed"))
                                    .isEqualTo(ends(broker, "read_uncommitted")));
            Map<TopicPartition, List<String>> values = committed(broker);
            assertThat(values.get(PARTITIONS.getFirst())).isNotEmpty();
            assertThat(values.values())
                    .as("whole transactions, in every partition or in none")
                    .allSatisfy(each ->
                            assertThat(each)
                                    .containsExactlyInAnyOrderElementsOf(
                                            values.get(PARTITIONS.getFirst())));
        }
    }

    private void killInTheMiddleOfTransactions() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                TransactionsProcess.class.getName(),
                                directory.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(
                        process.inputReader()
                                .lines()
                                .filter(line -> line.startsWith("at work"))
                                .limit(4)
                                .count())
                .isEqualTo(4);
        process.destroyForcibly().waitFor();
    }

    private static Map<TopicPartition, Long> ends(EmbeddedBroker broker, String isolation) {
        try (var consumer = consumer(broker, isolation)) {
            return consumer.endOffsets(PARTITIONS);
        }
    }

    private static Map<TopicPartition, List<String>> committed(EmbeddedBroker broker) {
        Map<TopicPartition, List<String>> values = new HashMap<>();
        try (var consumer = consumer(broker, "read_committed")) {
            consumer.assign(PARTITIONS);
            consumer.seekToBeginning(PARTITIONS);
            Map<TopicPartition, Long> ends = consumer.endOffsets(PARTITIONS);
            while (!PARTITIONS.stream()
                    .allMatch(each -> consumer.position(each) >= ends.get(each))) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record ->
                                values.computeIfAbsent(
                                                new TopicPartition(
                                                        record.topic(), record.partition()),
                                                _ -> new ArrayList<>())
                                        .add(record.value()));
            }
        }
        return values;
    }

    private static KafkaConsumer<String, String> consumer(EmbeddedBroker broker, String isolation) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "isolation.level",
                        isolation,
                        "enable.auto.commit",
                        false),
                new StringDeserializer(),
                new StringDeserializer());
    }
}
