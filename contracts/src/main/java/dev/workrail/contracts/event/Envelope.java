package dev.workrail.contracts.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A CloudEvents 1.0 event around data of ours.
///
/// @param id unique with `source`; a derived id makes a repeat recognisable
/// @param source the role that wrote it, such as `/workrail/dispatcher`
/// @param subject org and what it is about, such as `acme/sess_…`
/// @param traceparent W3C trace context of the work that caused it
public record Envelope<T>(
        String id,
        String source,
        String type,
        String subject,
        Instant time,
        @Nullable String traceparent,
        T data) {}
