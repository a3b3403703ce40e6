package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// The fields of an event that say the most, on one line.
final class LogText {
    private static final int LONGEST = 200;
    private static final List<String> LEFT_OUT = List.of("kind", "session", "org");

    private LogText() {}

    static String of(JsonNode data) {
        String text =
                StreamSupport.stream(data.properties().spliterator(), false)
                        .filter(field -> field.getValue().isValueNode())
                        .filter(field -> !LEFT_OUT.contains(field.getKey()))
                        .map(field -> field.getKey() + "=" + field.getValue().asText())
                        .collect(Collectors.joining(" "))
                        .replaceAll("\\s+", " ");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
