package dev.workrail.contracts.event;

import java.util.Map;

/// An event in CloudEvents binary mode for Kafka: headers, and JSON data as the record's value.
public record EncodedEvent(Map<String, String> headers, byte[] value) {
    public EncodedEvent {
        headers = Map.copyOf(headers);
    }
}
