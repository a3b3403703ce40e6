package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;

/// What a trigger would make of a payload, for people.
final class TestedText {
    private TestedText() {}

    static String of(JsonNode tested) {
        StringBuilder text = new StringBuilder();
        text.append(tested.path("verdict").asText());
        if (tested.hasNonNull("reason")) {
            text.append(": ").append(tested.path("reason").asText());
        }
        text.append("\nevent: ").append(tested.path("eventType").asText());
        if (tested.hasNonNull("action")) {
            text.append('.').append(tested.path("action").asText());
        }
        text.append("\nconditions:\n");
        for (JsonNode check : tested.path("conditions")) {
            text.append(check.path("holds").asBoolean() ? "  yes  " : "  no   ")
                    .append(check.path("pointer").asText())
                    .append("  expected ")
                    .append(check.path("expected").asText())
                    .append(", was ")
                    .append(check.path("actual").asText("absent"))
                    .append('\n');
        }
        return text.append("goal: ")
                .append(tested.path("goal").asText())
                .append("\ncontext: ")
                .append(tested.path("context").toPrettyString())
                .toString();
    }
}
