package dev.workrail.platform.kafka;

import dev.workrail.contracts.event.EncodedEvent;
import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/// Publishes as the one living publisher of its name: opening one fences every earlier one, whose
/// unfinished batch is void and which can publish nothing more, however late it wakes up.
///
/// A batch is one Kafka transaction: readers (all of ours read committed records only) see all of
/// it, in order, or nothing. After any exception the publisher is of no use: close it and open
/// another. Opening waits for the broker, and for the earlier publisher's batch to be resolved. Not
/// thread-safe.
public final class FencedPublisher implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final KafkaProducer<byte[], byte[]> producer;

    /// One record to publish.
    ///
    /// @param event absent for a tombstone
    public record Outgoing(Topic topic, String key, @Nullable Envelope<?> event) {
        public static Outgoing of(Topic topic, String key, Envelope<?> event) {
            return new Outgoing(topic, key, event);
        }

        public static Outgoing tombstone(Topic topic, String key) {
            return new Outgoing(topic, key, null);
        }

        private ProducerRecord<byte[], byte[]> toKafka() {
            byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
            if (event == null) {
                return new ProducerRecord<>(topic.name(), keyBytes, null);
            }
            EncodedEvent encoded = EventCodec.encode(event);
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(topic.name(), keyBytes, encoded.value());
            for (Map.Entry<String, String> header : encoded.headers().entrySet()) {
                record.headers()
                        .add(header.getKey(), header.getValue().getBytes(StandardCharsets.UTF_8));
            }
            return record;
        }
    }

    FencedPublisher(KafkaProducer<byte[], byte[]> producer) {
        this.producer = producer;
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            producer.close(CLOSE_TIMEOUT);
            throw new PublishFailedException("could not open a fenced publisher", false, e);
        }
    }

    /// Publishes a batch, all of it or nothing.
    ///
    /// @return where each record lies, in the order given
    /// @throws PublisherFencedException where a later publisher of the name has opened
    /// @throws PublishFailedException where the batch was not published for certain
    public List<Position> publish(List<Outgoing> batch) throws PublisherFencedException {
        try {
            producer.beginTransaction();
            List<Future<RecordMetadata>> sent = new ArrayList<>(batch.size());
            for (Outgoing record : batch) {
                sent.add(producer.send(record.toKafka()));
            }
            producer.commitTransaction();
            return positions(sent);
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw fenced(e);
        } catch (KafkaException | ExecutionException e) {
            if (e.getCause() instanceof ProducerFencedException
                    || e.getCause() instanceof InvalidProducerEpochException) {
                throw fenced(e);
            }
            throw new PublishFailedException(
                    "could not publish a batch: " + e.getMessage(), true, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PublishFailedException("interrupted while publishing a batch", true, e);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }

    private static List<Position> positions(List<Future<RecordMetadata>> sent)
            throws ExecutionException, InterruptedException {
        List<Position> positions = new ArrayList<>(sent.size());
        for (Future<RecordMetadata> one : sent) {
            RecordMetadata at = one.get();
            positions.add(new Position(at.topic(), at.partition(), at.offset()));
        }
        return positions;
    }

    private static PublisherFencedException fenced(Exception cause) {
        return new PublisherFencedException("a later publisher of the same name has opened", cause);
    }
}
