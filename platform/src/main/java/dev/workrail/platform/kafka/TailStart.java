package dev.workrail.platform.kafka;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/// Where a tail begins.
public sealed interface TailStart {
    /// At the oldest record there is.
    record Beginning() implements TailStart {}

    /// Behind the newest record there is.
    record End() implements TailStart {}

    /// At the first record produced at or after a time, at the end where there is none; then `lead`
    /// offsets further back, as far as there are any.
    record Since(Instant time, long lead) implements TailStart {
        public Since(Instant time) {
            this(time, 0);
        }
    }

    /// At given offsets; partitions not named begin at their oldest record.
    record At(Map<Partition, Long> offsets) implements TailStart {
        public At {
            offsets = Map.copyOf(offsets);
        }
    }

    /// Moves a consumer, which is assigned to the partitions, to where it begins.
    default void apply(KafkaConsumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        switch (this) {
            case Beginning() -> consumer.seekToBeginning(partitions);
            case End() -> consumer.seekToEnd(partitions);
            case Since(Instant time, long lead) -> {
                consumer.seekToEnd(partitions);
                Map<TopicPartition, Long> times = new HashMap<>();
                partitions.forEach(partition -> times.put(partition, time.toEpochMilli()));
                consumer.offsetsForTimes(times)
                        .forEach((partition, found) -> {
                            if (found != null) {
                                consumer.seek(partition, found.offset());
                            }
                        });
                if (lead > 0) {
                    consumer.beginningOffsets(partitions)
                            .forEach((partition, oldest) ->
                                    consumer.seek(
                                            partition,
                                            Math.max(oldest, consumer.position(partition) - lead)));
                }
            }
            case At(Map<Partition, Long> offsets) -> {
                consumer.seekToBeginning(partitions);
                for (TopicPartition partition : partitions) {
                    Long offset = offsets.get(Partition.of(partition));
                    if (offset != null) {
                        consumer.seek(partition, offset);
                    }
                }
            }
        }
    }
}
