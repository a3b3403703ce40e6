package dev.workrail.platform.trigger.provider;

import static dev.workrail.platform.trigger.provider.SourceTable.row;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.platform.trigger.request.RequestHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Slack requests, in their three forms (docs.slack.dev, "Events API", "Slash commands",
/// "Interactivity").
///
/// - an event: type `event.type`, action `event.subtype`, delivery id `event_id`;
/// - a slash command: type `slash_command`, action the command without its slash, delivery id
///   `trigger_id`;
/// - an interaction: its own `type`, action its first action or callback id, delivery id
///   `trigger_id`.
final class SlackEvents {
    static final SourceTable SOURCES =
            new SourceTable(
                    "slack",
                    List.of(
                            row(
                                    "*",
                                    "message",
                                    "{team_id}/{event.item.channel}/{event.item.ts}",
                                    "{event.event_ts|event_id}"),
                            row(
                                    "*",
                                    "message",
                                    "{team_id}/{event.channel}/{event.thread_ts|event.ts}",
                                    "{event.event_ts|event_id}"),
                            row(
                                    "slash_command",
                                    "command",
                                    "{team_id}/{channel_id}/{user_id}{command}",
                                    "{trigger_id}"),
                            row(
                                    "*",
                                    "message",
                                    "{team.id}/{channel.id}/{message.ts}",
                                    "{trigger_id|action_ts}"),
                            row(
                                    "*",
                                    "{@event}",
                                    "{team_id|team.id|api_app_id}",
                                    "{event_id|trigger_id}")));

    private SlackEvents() {}

    static EventName name(RequestHeaders headers, JsonNode payload) {
        String delivery = Texts.firstAt(payload, "event_id", "trigger_id");
        String command = Texts.at(payload, "command");
        if (command != null) {
            String bare = command.startsWith("/") ? command.substring(1) : command;
            return new EventName("slash_command", bare, delivery);
        }
        String event = Texts.at(payload, "event.type");
        if (event != null) {
            return new EventName(event, Texts.at(payload, "event.subtype"), delivery);
        }
        String type = Texts.at(payload, "type");
        return new EventName(type == null ? "unknown" : type, interaction(payload), delivery);
    }

    private static @Nullable String interaction(JsonNode payload) {
        JsonNode first = payload.path("actions").path(0).path("action_id");
        return first.isTextual()
                ? first.textValue()
                : Texts.firstAt(payload, "callback_id", "view.callback_id");
    }
}
