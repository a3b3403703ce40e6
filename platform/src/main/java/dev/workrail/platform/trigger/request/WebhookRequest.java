package dev.workrail.platform.trigger.request;

import java.time.Instant;

/// One webhook as it came: headers, the raw body no one has touched, and when it arrived.
///
/// @param body never copied and never changed; signatures cover exactly these bytes
public record WebhookRequest(RequestHeaders headers, byte[] body, Instant receivedAt) {}
