package dev.workrail.delivery.gitnote;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.delivery.DeliveryRequest;
import dev.workrail.contracts.json.ContractsJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The note on a commit: one line of JSON per session, its newest status.
final class NoteText {
    private NoteText() {}

    /// The note with this delivery's line in place of its session's earlier one; the same text
    /// where it is there already, so that a repeat changes nothing.
    static String with(String note, DeliveryRequest request) {
        String session = "\"session\":\"" + request.session() + "\"";
        List<String> lines = new ArrayList<>();
        for (String line : note.split("\n")) {
            if (!line.isBlank() && !line.contains(session)) {
                lines.add(line);
            }
        }
        lines.add(line(request));
        return String.join("\n", lines) + "\n";
    }

    private static String line(DeliveryRequest request) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("session", request.session().value());
        line.put("status", request.status());
        line.put("at", request.requestedAt().toString());
        line.put("delivery", request.delivery().value());
        for (String field : List.of("goal", "outcome", "summary", "change", "verifications")) {
            if (request.body().has(field)) {
                line.set(field, request.body().get(field));
            }
        }
        return new String(ContractsJson.write(line), StandardCharsets.UTF_8);
    }
}
