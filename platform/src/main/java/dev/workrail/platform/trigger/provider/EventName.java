package dev.workrail.platform.trigger.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.platform.trigger.request.RequestHeaders;
import org.jspecify.annotations.Nullable;

/// Type, action and delivery id of an event, before its source is known.
record EventName(String type, @Nullable String action, @Nullable String delivery) {

    /// How a provider tells them.
    @FunctionalInterface
    interface Reader {
        EventName read(RequestHeaders headers, JsonNode payload);
    }
}
