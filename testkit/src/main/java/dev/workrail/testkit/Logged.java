package dev.workrail.testkit;

import dev.workrail.contracts.event.Envelope;
import java.util.Map;

/// A record found on a topic.
///
/// @param headers as text
public record Logged<T>(
        String key, int partition, long offset, Map<String, String> headers, Envelope<T> envelope) {
    public T data() {
        return envelope.data();
    }
}
