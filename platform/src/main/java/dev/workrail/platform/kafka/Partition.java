package dev.workrail.platform.kafka;

import org.apache.kafka.common.TopicPartition;

/// One partition of a topic.
public record Partition(String topic, int index) {
    static Partition of(TopicPartition partition) {
        return new Partition(partition.topic(), partition.partition());
    }

    TopicPartition toKafka() {
        return new TopicPartition(topic, index);
    }

    @Override
    public String toString() {
        return topic + "-" + index;
    }
}
