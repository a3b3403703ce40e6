package dev.workrail.platform.kafka;

import dev.workrail.contracts.json.MalformedJsonException;
import dev.workrail.platform.log.Seldom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads every partition of some topics without a group: each process sees every record, and none
/// remembers where it was.
///
/// A transient fault of the handler holds the whole tail and tries again; any other fault stops it.
public final class TailLoop<T> implements Loop {
    private static final Logger LOG = LoggerFactory.getLogger(TailLoop.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final RecordDecoder<T> decoder;
    private final BatchReader<T> reader;
    private final RecordHandler<T> handler;
    private final TailStart start;
    private final LoopMetrics metrics;
    private final LoopThread thread;
    private final Map<Partition, Long> began = new ConcurrentHashMap<>();
    private final Map<Partition, Long> handled = new ConcurrentHashMap<>();
    private final Queue<Await> requests = new ConcurrentLinkedQueue<>();
    private final Queue<Await> waiting = new ConcurrentLinkedQueue<>();

    private final Seldom failing = new Seldom();

    /// Someone who waits until all that was in the topics when they asked is handled.
    private record Await(CompletableFuture<Void> done, Map<TopicPartition, Long> ends) {}

    TailLoop(
            String name,
            KafkaConsumer<byte[], byte[]> consumer,
            BatchSource<T> source,
            RecordHandler<T> handler,
            TailStart start,
            LoopMetrics metrics) {
        this.consumer = consumer;
        this.decoder = source.decoder();
        this.reader = new BatchReader<>(decoder, source.deadLetters(), metrics);
        this.handler = handler;
        this.start = start;
        this.metrics = metrics;
        this.thread = LoopThread.unstarted(name, consumer::wakeup, this::run);
    }

    record BatchSource<T>(RecordDecoder<T> decoder, DeadLetters deadLetters) {}

    TailLoop<T> start() {
        thread.start();
        return this;
    }

    @Override
    public LoopThread thread() {
        return thread;
    }

    /// Offset of the next record to be handled, per partition; empty before the start is known.
    public Map<Partition, Long> positions() {
        return Map.copyOf(handled);
    }

    /// Offset at which reading began, per partition; empty before that is known, all of them after.
    public Map<Partition, Long> began() {
        return Map.copyOf(began);
    }

    /// Waits until everything is handled that lay in the topics when this was called. Do not call
    /// from the handler.
    ///
    /// @return false where that took longer than `max`, or the loop has stopped
    public boolean awaitCurrent(Duration max) throws InterruptedException {
        Await request = new Await(new CompletableFuture<>(), new ConcurrentHashMap<>());
        requests.add(request);
        consumer.wakeup();
        long deadline = System.nanoTime() + max.toNanos();
        while (healthy() && !thread.closing()) {
            long left = deadline - System.nanoTime();
            try {
                request.done().get(Math.clamp(left, 0, POLL.toNanos()), TimeUnit.NANOSECONDS);
                return true;
            } catch (TimeoutException e) {
                if (left <= 0) {
                    waiting.remove(request);
                    return false;
                }
            } catch (ExecutionException e) {
                return false;
            }
        }
        return false;
    }

    private void run() throws Exception {
        try (consumer) {
            for (int failures = 0; !thread.closing(); ) {
                try {
                    step();
                    failures = 0;
                    if (failing.over()) {
                        LOG.atInfo().addKeyValue("loop", name()).log("reads on");
                    }
                } catch (WakeupException e) {
                    // Someone asks to be told when the tail is current, or to close.
                    continue;
                } catch (RetriableException e) {
                    tell(e, "could not read, trying again");
                    Thread.sleep(Backoff.after(++failures));
                }
            }
        }
    }

    private void tell(Exception fault, String what) {
        failing.tell()
                .ifPresent(_ ->
                        LOG.atWarn()
                                .addKeyValue("loop", name())
                                .addKeyValue("error", Faults.describe(fault))
                                .log(what));
    }

    private void step() throws Exception {
        if (consumer.assignment().isEmpty()) {
            assign();
        }
        acceptRequests();
        handle(consumer.poll(POLL));
        answerWaiting();
    }

    private void assign() {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : decoder.topicNames()) {
            List<PartitionInfo> found = consumer.partitionsFor(topic);
            if (found.isEmpty()) {
                // Being made, or the broker has not heard of it yet.
                throw new UnknownTopicOrPartitionException("no topic " + topic);
            }
            found.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        consumer.assign(partitions);
        try {
            start.apply(consumer, partitions);
            Map<Partition, Long> placed = new HashMap<>();
            partitions.forEach(p -> placed.put(Partition.of(p), consumer.position(p)));
            handled.putAll(placed);
            began.putAll(placed);
        } catch (RuntimeException e) {
            // Half placed is not placed: the next step begins with nothing assigned.
            consumer.assign(List.of());
            throw e;
        }
    }

    private void acceptRequests() {
        for (Await request = requests.peek(); request != null; request = requests.peek()) {
            request.ends().putAll(consumer.endOffsets(consumer.assignment()));
            waiting.add(request);
            requests.remove();
        }
        answerWaiting();
    }

    private void answerWaiting() {
        waiting.removeIf(await ->
                await.ends().entrySet().stream().allMatch(this::reached)
                        && await.done().complete(null));
    }

    private boolean reached(Map.Entry<TopicPartition, Long> end) {
        return consumer.position(end.getKey()) >= end.getValue();
    }

    private void handle(ConsumerRecords<byte[], byte[]> polled) throws Exception {
        for (TopicPartition partition : polled.partitions()) {
            var sample = metrics.begin();
            List<ConsumerRecord<byte[], byte[]>> batch = polled.records(partition);
            for (Received<T> record : reader.read(batch)) {
                handleUntilDone(record);
            }
            metrics.handled(sample, partition.topic(), batch.size());
            OffsetAndMetadata after = polled.nextOffsets().get(partition);
            if (after != null) {
                handled.put(Partition.of(partition), after.offset());
            }
        }
    }

    private void handleUntilDone(Received<T> record) throws Exception {
        for (int attempt = 1; !thread.closing(); attempt++) {
            try (var _ = RecordContext.of(record)) {
                handler.handle(record);
                return;
            } catch (MalformedRecordException refused) {
                metrics.malformed(record.topic());
                reader.refuse(record, refused);
                return;
            } catch (MalformedJsonException malformed) {
                // A field of an unknown kind, which nobody needed before.
                metrics.malformed(record.topic());
                reader.refuse(record, MalformedRecordException.from(malformed));
                return;
            } catch (Exception fault) {
                metrics.fault();
                if (!Faults.isTransient(fault, attempt)) {
                    throw fault;
                }
                tell(fault, "record failed, trying it again");
                Thread.sleep(Backoff.after(attempt));
            }
        }
    }
}
