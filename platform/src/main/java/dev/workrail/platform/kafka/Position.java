package dev.workrail.platform.kafka;

/// Where a record lies. Written `topic-partition:offset`.
public record Position(String topic, int partition, long offset) {
    @Override
    public String toString() {
        return topic + "-" + partition + ":" + offset;
    }
}
