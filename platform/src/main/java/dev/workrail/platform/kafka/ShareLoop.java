package dev.workrail.platform.kafka;

import dev.workrail.contracts.json.MalformedJsonException;
import dev.workrail.platform.log.Seldom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A member of a share group: takes records while its owner has room for them, and acknowledges
/// each explicitly. It waits for the broker's word on what is to be acted on only then; what its
/// handler has begun, it acknowledges with its next request.
///
/// While the owner has no room it does not poll, so that records go to others; a member that does
/// not poll for long leaves its group and rejoins, which is harmless.
public final class ShareLoop<T> implements Loop {
    private static final Logger LOG = LoggerFactory.getLogger(ShareLoop.class);
    private static final Duration LONGEST_POLL = Duration.ofMillis(250);
    private static final Duration SHORTEST_POLL = Duration.ofMillis(1);
    private static final Duration ACK_TIMEOUT = Duration.ofSeconds(10);

    private final KafkaShareConsumer<byte[], byte[]> consumer;
    private final RecordDecoder<T> decoder;
    private final DeadLetters deadLetters;
    private final BooleanSupplier hasRoom;
    private final ShareHandler<T> handler;
    private final LoopMetrics metrics;
    private final LoopThread thread;
    private final Semaphore roomChanged = new Semaphore(0);

    private final Seldom failing = new Seldom();
    private Duration nextPoll = SHORTEST_POLL;

    ShareLoop(
            String group,
            KafkaShareConsumer<byte[], byte[]> consumer,
            TailLoop.BatchSource<T> source,
            BooleanSupplier hasRoom,
            ShareHandler<T> handler,
            LoopMetrics metrics) {
        this.consumer = consumer;
        this.decoder = source.decoder();
        this.deadLetters = source.deadLetters();
        this.hasRoom = hasRoom;
        this.handler = handler;
        this.metrics = metrics;
        this.thread = LoopThread.unstarted(group, this::wakeup, this::run);
    }

    ShareLoop<T> start() {
        thread.start();
        return this;
    }

    @Override
    public LoopThread thread() {
        return thread;
    }

    /// Tells the loop that its owner may have room again. Optional: it also looks by itself, every
    /// 250 ms.
    public void roomChanged() {
        roomChanged.release();
    }

    private void wakeup() {
        roomChanged.release();
        consumer.wakeup();
    }

    private void run() throws Exception {
        try (consumer) {
            consumer.subscribe(List.copyOf(decoder.topicNames()));
            for (int failures = 0; !thread.closing(); ) {
                if (!hasRoom.getAsBoolean()) {
                    awaitRoom();
                    continue;
                }
                try {
                    take();
                    failures = 0;
                    if (failing.over()) {
                        LOG.atInfo().addKeyValue("loop", name()).log("takes records again");
                    }
                } catch (WakeupException e) {
                    continue;
                } catch (Exception fault) {
                    waitOrStop(++failures, fault);
                }
            }
        }
    }

    /// Nothing is to stay locked at the broker meanwhile that is begun here.
    private void awaitRoom() throws InterruptedException {
        consumer.commitAsync();
        if (roomChanged.tryAcquire(LONGEST_POLL.toMillis(), TimeUnit.MILLISECONDS)) {
            roomChanged.drainPermits();
        }
    }

    private void waitOrStop(int failures, Exception fault) throws Exception {
        metrics.fault();
        if (!Faults.isTransient(fault, failures)) {
            throw fault;
        }
        consumer.commitAsync();
        failing.tell()
                .ifPresent(_ ->
                        LOG.atWarn()
                                .addKeyValue("loop", name())
                                .addKeyValue("attempt", failures)
                                .addKeyValue("error", Faults.describe(fault))
                                .log("could not take records, trying again"));
        Thread.sleep(Backoff.after(failures));
    }

    /// A fault over one record must not be one of the others too: what was taken is told of before
    /// the fault is.
    private void take() throws Exception {
        List<Received<T>> taken = new ArrayList<>();
        FirstFault fault = new FirstFault();
        for (ConsumerRecord<byte[], byte[]> record : poll()) {
            fault.from(() -> {
                var sample = metrics.begin();
                decide(record, taken);
                metrics.handled(sample, record.topic(), 1);
            });
        }
        if (!taken.isEmpty()) {
            Map<TopicIdPartition, Optional<KafkaException>> results = acknowledge();
            for (Received<T> record : taken) {
                fault.from(() -> tell(record, results));
            }
        }
        fault.rethrow();
    }

    /// A poll sends one fetch (Kafka 4.3.1). Where that brings nothing but the end of a
    /// transaction, the poll waits its time out with the next record ready at the broker. So polls
    /// are short where records come, and long where none do.
    private ConsumerRecords<byte[], byte[]> poll() {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(nextPoll);
        Duration longer = nextPoll.multipliedBy(2);
        nextPoll =
                polled.isEmpty()
                        ? longer.compareTo(LONGEST_POLL) < 0 ? longer : LONGEST_POLL
                        : SHORTEST_POLL;
        return polled;
    }

    private void decide(ConsumerRecord<byte[], byte[]> raw, List<Received<T>> taken)
            throws Exception {
        if (raw.value() == null && raw.key() != null) {
            // A tombstone offers nothing; a deletion would be a record that says so.
            consumer.acknowledge(raw, AcknowledgeType.ACCEPT);
            return;
        }
        Received<T> record;
        try {
            record = decoder.decode(raw);
        } catch (MalformedJsonException malformed) {
            metrics.malformed(raw.topic());
            deadLetters
                    .malformed(RecordDecoder.raw(raw), String.valueOf(malformed.getMessage()))
                    .get();
            consumer.acknowledge(raw, AcknowledgeType.REJECT);
            return;
        }
        try (var _ = RecordContext.of(record)) {
            int count = raw.deliveryCount().map(Short::intValue).orElse(1);
            switch (handler.offered(record, count)) {
                case ACCEPT -> {
                    consumer.acknowledge(raw, AcknowledgeType.ACCEPT);
                    taken.add(record);
                }
                case BEGUN -> consumer.acknowledge(raw, AcknowledgeType.ACCEPT);
                case RELEASE -> consumer.acknowledge(raw, AcknowledgeType.RELEASE);
            }
        } catch (MalformedJsonException late) {
            metrics.malformed(raw.topic());
            deadLetters.refuse(record, MalformedRecordException.from(late)).get();
            consumer.acknowledge(raw, AcknowledgeType.REJECT);
        } catch (MalformedRecordException refused) {
            metrics.malformed(raw.topic());
            deadLetters.refuse(record, refused).get();
            consumer.acknowledge(raw, AcknowledgeType.REJECT);
        } catch (Exception fault) {
            // Whoever polls next meets the record again; until then its lock need not run out.
            consumer.acknowledge(raw, AcknowledgeType.RELEASE);
            throw fault;
        }
    }

    /// Where the outcome is unknown, nothing that was taken is acted on: another may get it.
    private Map<TopicIdPartition, Optional<KafkaException>> acknowledge() {
        try {
            return consumer.commitSync(ACK_TIMEOUT);
        } catch (WakeupException e) {
            return consumer.commitSync(ACK_TIMEOUT);
        }
    }

    private void tell(Received<T> record, Map<TopicIdPartition, Optional<KafkaException>> results)
            throws Exception {
        boolean confirmed =
                results.entrySet().stream()
                        .filter(result -> covers(result.getKey(), record))
                        .allMatch(result -> result.getValue().isEmpty());
        boolean answered =
                results.keySet().stream().anyMatch(partition -> covers(partition, record));
        if (confirmed && answered) {
            try (var _ = RecordContext.of(record)) {
                handler.accepted(record);
            }
        }
    }

    private static boolean covers(TopicIdPartition partition, Received<?> record) {
        return partition.topic().equals(record.topic())
                && partition.partition() == record.partition();
    }
}
