package dev.workrail.platform.kafka;

import dev.workrail.platform.log.Seldom;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A member of a consumer group: handles its partitions in order, at least once.
///
/// Offsets are committed after the handler returned and the dead letters of malformed records are
/// written. Where the handler keeps the position itself, the group is only told how far it is, and
/// not more often than each second. A transient fault pauses its partition and tries the same batch
/// again after a backoff, while the others go on; any other fault stops the loop, so that nothing
/// is skipped.
public final class ConsumerLoop<T> implements Loop {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumerLoop.class);
    private static final Duration POLL = Duration.ofMillis(200);

    /// How often the group is told how far a handler is that keeps its position itself.
    private static final long TELL_NANOS = Duration.ofSeconds(1).toNanos();

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final RecordDecoder<T> decoder;
    private final BatchReader<T> reader;
    private final PartitionHandler<T> handler;
    private final LoopMetrics metrics;
    private final LoopThread thread;

    /// Where each assigned partition goes on; the base of its next batch.
    private final Map<TopicPartition, Long> next = new HashMap<>();

    private final Map<TopicPartition, Retry> retries = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> uncommitted = new HashMap<>();

    private final Seldom failing = new Seldom();

    /// Whether the handler keeps its position itself, and when the group was last told of it.
    private boolean ownPosition;

    private long toldNanos;

    private record Retry(int attempts, long dueNanos) {}

    ConsumerLoop(
            String group,
            KafkaConsumer<byte[], byte[]> consumer,
            RecordDecoder<T> decoder,
            DeadLetters deadLetters,
            PartitionHandler<T> handler,
            LoopMetrics metrics) {
        this.consumer = consumer;
        this.decoder = decoder;
        this.reader = new BatchReader<>(decoder, deadLetters, metrics);
        this.handler = handler;
        this.metrics = metrics;
        this.thread = LoopThread.unstarted(group, consumer::wakeup, this::run);
    }

    ConsumerLoop<T> start() {
        thread.start();
        return this;
    }

    @Override
    public LoopThread thread() {
        return thread;
    }

    private void run() throws Exception {
        try (consumer) {
            consumer.subscribe(List.copyOf(decoder.topicNames()), new Assignment());
            for (int failures = 0; !thread.closing(); ) {
                try {
                    resumeDue();
                    handle(poll());
                    if (!ownPosition || System.nanoTime() - toldNanos >= TELL_NANOS) {
                        commit();
                    }
                    failures = 0;
                } catch (RetriableException e) {
                    // The broker's; faults of the handler do not come this far where they pass.
                    Thread.sleep(Backoff.after(++failures));
                }
            }
        }
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        try {
            return consumer.poll(POLL);
        } catch (WakeupException e) {
            // Only close() wakes the consumer; the loop's condition ends it.
            return ConsumerRecords.empty();
        }
    }

    private void handle(ConsumerRecords<byte[], byte[]> polled) throws Exception {
        for (TopicPartition partition : polled.partitions()) {
            OffsetAndMetadata after = polled.nextOffsets().get(partition);
            if (after != null && !thread.closing()) {
                handle(partition, polled.records(partition), after.offset());
            }
        }
    }

    private void handle(
            TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> batch, long after)
            throws Exception {
        long base = next.getOrDefault(partition, batch.getFirst().offset());
        var sample = metrics.begin();
        try {
            handler.handle(Partition.of(partition), reader.read(batch), base, after);
        } catch (Exception fault) {
            retryOrStop(partition, base, fault);
            return;
        }
        metrics.handled(sample, partition.topic(), batch.size());
        if (retries.remove(partition) != null && retries.isEmpty() && failing.over()) {
            LOG.atInfo().addKeyValue("loop", name()).log("batches go through again");
        }
        next.put(partition, after);
        uncommitted.put(partition, new OffsetAndMetadata(after));
    }

    private void retryOrStop(TopicPartition partition, long base, Exception fault)
            throws Exception {
        metrics.fault();
        Retry before = retries.getOrDefault(partition, new Retry(0, 0));
        int attempts = before.attempts() + 1;
        if (!Faults.isTransient(fault, attempts)) {
            throw fault;
        }
        Duration wait = Backoff.after(attempts);
        failing.tell()
                .ifPresent(others ->
                        LOG.atWarn()
                                .addKeyValue("loop", name())
                                .addKeyValue("topic", partition.topic())
                                .addKeyValue("partition", partition.partition())
                                .addKeyValue("offset", base)
                                .addKeyValue("attempt", attempts)
                                .addKeyValue("error", Faults.describe(fault))
                                .log("batch failed, trying it again; so did {} before it", others));
        consumer.seek(partition, base);
        consumer.pause(List.of(partition));
        retries.put(partition, new Retry(attempts, System.nanoTime() + wait.toNanos()));
    }

    private void resumeDue() {
        long now = System.nanoTime();
        retries.forEach((partition, retry) -> {
            if (retry.dueNanos() - now <= 0 && consumer.paused().contains(partition)) {
                consumer.resume(List.of(partition));
            }
        });
    }

    private void commit() {
        if (uncommitted.isEmpty()) {
            return;
        }
        toldNanos = System.nanoTime();
        try {
            consumer.commitSync(Map.copyOf(uncommitted));
            uncommitted.clear();
        } catch (RebalanceInProgressException | CommitFailedException e) {
            // The records are handled; whoever owns the partition next handles them once more.
            LOG.atDebug().addKeyValue("loop", name()).log("commit lost to a rebalance");
        } catch (WakeupException e) {
            consumer.commitSync(Map.copyOf(uncommitted));
        } catch (RetriableException e) {
            failing.tell()
                    .ifPresent(_ ->
                            LOG.atWarn()
                                    .addKeyValue("loop", name())
                                    .addKeyValue("error", e.toString())
                                    .log(
                                            "could not commit offsets, trying again with the next batch"));
        }
    }

    private final class Assignment implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            for (TopicPartition partition : partitions) {
                OptionalLong own = startOf(partition);
                own.ifPresent(offset -> consumer.seek(partition, offset));
                ownPosition = own.isPresent();
                next.put(partition, consumer.position(partition));
            }
        }

        /// Waits for where the handler keeps its position, if that is away: what is thrown in here
        /// would end the loop.
        private OptionalLong startOf(TopicPartition partition) {
            for (int attempts = 1; ; attempts++) {
                try {
                    return handler.startOf(Partition.of(partition));
                } catch (Exception e) {
                    metrics.fault();
                    if (thread.closing() || !Faults.isTransient(e, attempts)) {
                        throw new IllegalStateException("no start position of " + partition, e);
                    }
                    LockSupport.parkNanos(Backoff.after(attempts).toNanos());
                }
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            commit();
            onPartitionsLost(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            for (TopicPartition partition : partitions) {
                next.remove(partition);
                retries.remove(partition);
                uncommitted.remove(partition);
                handler.revoked(Partition.of(partition));
            }
        }
    }
}
