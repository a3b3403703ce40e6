package dev.workrail.platform.kafka;

import dev.workrail.contracts.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/// Asks how far groups have got, so that a reader can wait until what it wrote has had its effect.
///
/// A topology that runs exactly once commits its positions with what it wrote, so once it is past a
/// record, what the record caused is in the log. Thread-safe; holds a connection until closed.
public final class GroupProgress implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    /// The longest chain of topics that a topology of ours writes to itself.
    private static final int INTERNAL_HOPS = 2;

    private final Admin admin;

    GroupProgress(Admin admin) {
        this.admin = admin;
    }

    /// The offset behind the last record of each partition, those of open transactions included.
    ///
    /// @throws TransientFaultException where the broker does not say
    public Map<Partition, Long> ends(Collection<Topic> topics) throws InterruptedException {
        List<String> names = topics.stream().map(Topic::name).toList();
        try {
            List<TopicPartition> partitions =
                    admin.describeTopics(names).allTopicNames().get().values().stream()
                            .flatMap(topic ->
                                    topic.partitions().stream()
                                            .map(info ->
                                                    new TopicPartition(
                                                            topic.name(), info.partition())))
                            .toList();
            return endsOf(partitions);
        } catch (ExecutionException e) {
            throw fault(e);
        }
    }

    /// Waits until a topology has processed every record before `wanted`, through its internal
    /// topics and until its output is committed.
    ///
    /// @param wanted the offset behind what must be processed, by partition
    /// @return false where that did not come before `deadline`
    /// @throws TransientFaultException where the broker does not say
    public boolean awaitThrough(String group, Map<Partition, Long> wanted, Instant deadline)
            throws InterruptedException {
        try {
            boolean reached = awaitCommitted(group, wanted, deadline);
            for (int hop = 0; reached && hop < INTERNAL_HOPS; hop++) {
                reached = awaitCommitted(group, endsOf(internal(group)), deadline);
            }
            return reached;
        } catch (ExecutionException e) {
            throw fault(e);
        }
    }

    private boolean awaitCommitted(String group, Map<Partition, Long> wanted, Instant deadline)
            throws ExecutionException, InterruptedException {
        while (true) {
            Map<Partition, Long> committed = committed(group);
            if (wanted.entrySet().stream()
                    .allMatch(entry ->
                            committed.getOrDefault(entry.getKey(), 0L) >= entry.getValue())) {
                return true;
            }
            if (!Instant.now().isBefore(deadline)) {
                return false;
            }
            Thread.sleep(POLL);
        }
    }

    private Map<Partition, Long> committed(String group)
            throws ExecutionException, InterruptedException {
        Map<Partition, Long> offsets = new HashMap<>();
        admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        offsets.put(Partition.of(partition), offset.offset());
                    }
                });
        return offsets;
    }

    private List<TopicPartition> internal(String group)
            throws ExecutionException, InterruptedException {
        return committed(group).keySet().stream()
                .filter(partition -> partition.topic().startsWith(group + "-"))
                .map(Partition::toKafka)
                .toList();
    }

    private Map<Partition, Long> endsOf(Collection<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream()
                        .collect(
                                Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        Map<Partition, Long> ends = new HashMap<>();
        admin.listOffsets(latest)
                .all()
                .get()
                .forEach((partition, end) -> ends.put(Partition.of(partition), end.offset()));
        return ends;
    }

    @Override
    public void close() {
        admin.close(CLOSE_TIMEOUT);
    }

    private static TransientFaultException fault(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new TransientFaultException(
                "could not ask how far a group is: " + cause.getMessage(), cause);
    }
}
