package dev.workrail.platform.trigger.provider;

import static dev.workrail.platform.trigger.provider.SourceTable.row;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.platform.trigger.request.RequestHeaders;
import java.util.List;

/// Anything that posts JSON: `X-WorkRail-Event` may name the type, `Idempotency-Key` the delivery.
/// The piece of work is the payload's own `source` object (`kind`, `id`, `revision`) where it has
/// one, else the delivery.
final class GenericEvents {
    static final SourceTable SOURCES =
            new SourceTable(
                    "generic",
                    List.of(
                            row("*", "{source.kind}", "{source.id}", "{source.revision}"),
                            row("*", "{@event}", "{@delivery}", "{@delivery}")));

    private GenericEvents() {}

    static EventName name(RequestHeaders headers, JsonNode payload) {
        return new EventName(
                headers.first("X-WorkRail-Event").orElse("event"),
                null,
                headers.first("Idempotency-Key").orElse(null));
    }
}
