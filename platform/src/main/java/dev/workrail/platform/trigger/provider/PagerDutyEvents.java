package dev.workrail.platform.trigger.provider;

import static dev.workrail.platform.trigger.provider.SourceTable.row;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.platform.trigger.request.RequestHeaders;
import java.util.List;

/// PagerDuty webhooks v3: `event.event_type` is `<type>.<action>` (such as `incident.triggered`),
/// `event.id` names the event over all its deliveries (developer.pagerduty.com, "V3 Overview").
///
/// The revision is the event id: every change of an incident is an event of its own.
final class PagerDutyEvents {
    static final SourceTable SOURCES =
            new SourceTable(
                    "pagerduty",
                    List.of(
                            row(
                                    "*",
                                    "{event.data.type}",
                                    "{event.data.incident.id}" + "/{event.data.id|event.id}",
                                    "{event.id}"),
                            row(
                                    "*",
                                    "{event.resource_type|@event}",
                                    "{event.data.id}",
                                    "{event.id}"),
                            row("*", "{@event}", "{event.id}", "{event.id}")));

    private PagerDutyEvents() {}

    static EventName name(RequestHeaders headers, JsonNode payload) {
        String full = Texts.at(payload, "event.event_type");
        int dot = full == null ? -1 : full.indexOf('.');
        String delivery = Texts.at(payload, "event.id");
        if (full == null) {
            return new EventName("unknown", null, delivery);
        }
        return dot < 0
                ? new EventName(full, null, delivery)
                : new EventName(full.substring(0, dot), full.substring(dot + 1), delivery);
    }
}
