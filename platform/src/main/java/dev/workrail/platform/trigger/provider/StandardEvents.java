package dev.workrail.platform.trigger.provider;

import static dev.workrail.platform.trigger.provider.SourceTable.row;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.platform.trigger.request.RequestHeaders;
import java.util.List;

/// Any sender of Standard Webhooks: `type` in the payload is the type, `webhook-id` the delivery
/// id, which stays the same over retries. The piece of work is `data.id`, its revision the time of
/// the event.
final class StandardEvents {
    static final SourceTable SOURCES =
            new SourceTable(
                    "standard-webhooks",
                    List.of(
                            row("*", "{@event}", "{data.id|id}", "{timestamp|@delivery}"),
                            row("*", "{@event}", "{@delivery}", "{@delivery}")));

    private StandardEvents() {}

    static EventName name(RequestHeaders headers, JsonNode payload) {
        String type = Texts.at(payload, "type");
        return new EventName(
                type == null ? "event" : type, null, headers.first("webhook-id").orElse(null));
    }
}
