package dev.workrail.platform.kafka;

import dev.workrail.contracts.json.MalformedJsonException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// Reads single records again from where they are known to lie. For one use, on one thread.
final class PositionReader<T> {
    /// What lies this near is read on to; what is farther away is gone to.
    private static final int NEAR = 500;

    private static final Duration POLL = Duration.ofSeconds(1);

    /// Polls in a row that bring nothing before the broker counts as away.
    private static final int PATIENCE = 10;

    private final Consumer<byte[], byte[]> consumer;
    private final RecordDecoder<T> decoder;
    private final Map<Position, Received<T>> found = new HashMap<>();

    PositionReader(Consumer<byte[], byte[]> consumer, RecordDecoder<T> decoder) {
        this.consumer = consumer;
        this.decoder = decoder;
    }

    /// The records that are still there and can be read, by position.
    ///
    /// @throws TransientFaultException where the broker does not answer
    Map<Position, Received<T>> read(Collection<Position> positions) {
        Map<TopicPartition, TreeSet<Long>> wanted = new HashMap<>();
        for (Position position : positions) {
            wanted.computeIfAbsent(
                            new TopicPartition(position.topic(), position.partition()),
                            _ -> new TreeSet<>())
                    .add(position.offset());
        }
        try {
            wanted.forEach(this::read);
        } catch (KafkaException e) {
            throw new TransientFaultException("could not read records again", e);
        }
        return found;
    }

    private void read(TopicPartition partition, TreeSet<Long> offsets) {
        List<TopicPartition> one = List.of(partition);
        consumer.assign(one);
        long first = consumer.beginningOffsets(one).getOrDefault(partition, 0L);
        long end = consumer.endOffsets(one).getOrDefault(partition, 0L);
        ArrayDeque<Long> open = new ArrayDeque<>(offsets.tailSet(first).headSet(end));
        long next = Long.MIN_VALUE;
        int idle = 0;
        while (!open.isEmpty()) {
            if (open.peek() < next || open.peek() > next + NEAR) {
                next = open.peek();
                consumer.seek(partition, next);
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                while (!open.isEmpty() && open.peek() < record.offset()) {
                    // Nothing lies there: it was compacted away or marks a transaction.
                    open.poll();
                }
                if (!open.isEmpty() && open.peek() == record.offset()) {
                    open.poll();
                    keep(record);
                }
            }
            long before = next;
            next = consumer.position(partition);
            while (!open.isEmpty() && open.peek() < next) {
                open.poll();
            }
            idle = next == before ? idle + 1 : 0;
            if (idle == PATIENCE) {
                throw new TransientFaultException("the broker sent nothing of " + partition, null);
            }
        }
    }

    private void keep(ConsumerRecord<byte[], byte[]> record) {
        try {
            Received<T> received = decoder.decode(record);
            found.put(received.position(), received);
        } catch (MalformedJsonException e) {
            // What nobody could read then is not there now.
        }
    }
}
