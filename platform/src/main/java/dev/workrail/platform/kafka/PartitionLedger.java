package dev.workrail.platform.kafka;

import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.json.MalformedJsonException;
import dev.workrail.contracts.topic.PartitionCount;
import dev.workrail.contracts.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// The partition counts a deployment's topics were made with, kept on `wr.deployment`. Opens
/// connections per call; blocks, at most about 30 s.
public final class PartitionLedger {
    private static final String TYPE = EventCodec.type("partition_count");
    private static final String NAME = "workrail-partition-ledger";
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaSettings settings;
    private final KafkaClients kafka;
    private final Clock clock;

    public PartitionLedger(KafkaSettings settings, KafkaClients kafka, Clock clock) {
        this.settings = settings;
        this.kafka = kafka;
        this.clock = clock;
    }

    /// What is recorded, by topic.
    public Map<String, Integer> read() {
        RecordDecoder<PartitionCount> decoder = new RecordDecoder<>(List.of(Topics.DEPLOYMENT));
        Map<String, Integer> counts = new HashMap<>();
        List<TopicPartition> all = List.of(new TopicPartition(Topics.DEPLOYMENT.name(), 0));
        try (var consumer =
                new KafkaConsumer<byte[], byte[]>(new ClientProperties(settings).reader(NAME))) {
            consumer.assign(all);
            consumer.seekToBeginning(all);
            long end = consumer.endOffsets(all).values().iterator().next();
            while (consumer.position(all.getFirst()) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    // The first word counts: what came later did not make the topic.
                    decode(decoder, record)
                            .ifPresent(
                                    count -> counts.putIfAbsent(count.topic(), count.partitions()));
                }
            }
        }
        return counts;
    }

    /// A record that cannot be read is a dead letter; it keeps nobody from starting.
    private Optional<PartitionCount> decode(
            RecordDecoder<PartitionCount> decoder, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(decoder.decode(record).data());
        } catch (MalformedJsonException malformed) {
            try (EventPublisher publisher = kafka.publisher(NAME)) {
                kafka.deadLetters(publisher, "platform")
                        .malformed(
                                RecordDecoder.raw(record), String.valueOf(malformed.getMessage()))
                        .join();
            }
            return Optional.empty();
        }
    }

    /// Records counts; returns once the broker has them.
    public void record(Map<String, Integer> counts) {
        try (EventPublisher publisher = kafka.publisher(NAME)) {
            List<CompletableFuture<Position>> written =
                    counts.entrySet().stream()
                            .map(entry -> new PartitionCount(entry.getKey(), entry.getValue()))
                            .map(count -> publish(publisher, count))
                            .toList();
            written.forEach(CompletableFuture::join);
        }
    }

    private CompletableFuture<Position> publish(EventPublisher publisher, PartitionCount count) {
        @Nullable String noTrace = null;
        return publisher.publish(
                Topics.DEPLOYMENT,
                count.topic(),
                new Envelope<>(
                        "partitions-" + count.topic(),
                        "/workrail/platform",
                        TYPE,
                        "/" + count.topic(),
                        clock.instant(),
                        noTrace,
                        count));
    }
}
