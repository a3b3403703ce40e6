package dev.workrail.contracts.view;

import dev.workrail.contracts.id.OrgId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A record that could not be processed, whole, with its cause. Carried by `wr.dead-letters` under
/// the original key.
///
/// @param value base64 of the original record's value
/// @param cause one line; no payload, no stack trace
/// @param origin the role that gave up
public record DeadLetter(
        String id,
        @Nullable OrgId org,
        String topic,
        int partition,
        long offset,
        @Nullable String key,
        @Nullable String value,
        Map<String, String> headers,
        String code,
        String cause,
        String origin,
        int attempts,
        Instant at) {
    public DeadLetter {
        headers = headers == null ? Map.of() : Map.copyOf(headers);
    }
}
