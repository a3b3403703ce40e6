package dev.workrail.embedded;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/// Ends transactions that nobody will end.
///
/// A broker that is killed may come back with a transaction open in a partition that its
/// coordinator takes for complete. Such a transaction never times out, and who reads committed
/// records only, as a topology does when it restores its state, waits behind it for good. This is
/// what `kafka-transactions.sh find-hanging` and `abort` do by hand. For a broker nobody writes to
/// yet.
public final class HangingTransactions {
    private static final Set<TransactionState> ENDS_BY_ITSELF =
            Set.of(
                    TransactionState.ONGOING,
                    TransactionState.PREPARE_COMMIT,
                    TransactionState.PREPARE_ABORT,
                    TransactionState.PREPARE_EPOCH_FENCE);

    private HangingTransactions() {}

    /// @return how many were aborted
    public static int abort(String bootstrapServers)
            throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Set<Long> ending = new HashSet<>();
            for (TransactionListing listed : admin.listTransactions().all().get()) {
                if (ENDS_BY_ITSELF.contains(listed.state())) {
                    ending.add(listed.producerId());
                }
            }
            int aborted = 0;
            for (TopicPartition partition : behindAnOpenTransaction(admin)) {
                aborted += abort(admin, partition, ending);
            }
            return aborted;
        }
    }

    private static int abort(Admin admin, TopicPartition partition, Set<Long> ending)
            throws InterruptedException, ExecutionException {
        int aborted = 0;
        List<ProducerState> producers =
                admin.describeProducers(List.of(partition))
                        .partitionResult(partition)
                        .get()
                        .activeProducers();
        for (ProducerState producer : producers) {
            if (producer.currentTransactionStartOffset().isPresent()
                    && !ending.contains(producer.producerId())) {
                admin.abortTransaction(
                                new AbortTransactionSpec(
                                        partition,
                                        producer.producerId(),
                                        (short) producer.producerEpoch(),
                                        producer.coordinatorEpoch().orElse(0)))
                        .all()
                        .get();
                aborted++;
            }
        }
        return aborted;
    }

    private static List<TopicPartition> behindAnOpenTransaction(Admin admin)
            throws InterruptedException, ExecutionException {
        Set<String> topics =
                admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        admin.describeTopics(topics)
                .allTopicNames()
                .get()
                .forEach((name, topic) ->
                        topic.partitions()
                                .forEach(partition ->
                                        latest.put(
                                                new TopicPartition(name, partition.partition()),
                                                OffsetSpec.latest())));
        var written =
                admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                        .all()
                        .get();
        var committed =
                admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all()
                        .get();
        List<TopicPartition> behind = new ArrayList<>();
        written.forEach((partition, end) -> {
            var stable = committed.get(partition);
            if (stable != null && stable.offset() < end.offset()) {
                behind.add(partition);
            }
        });
        return behind;
    }
}
