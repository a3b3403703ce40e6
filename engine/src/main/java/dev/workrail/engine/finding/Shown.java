package dev.workrail.engine.finding;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Values as findings show them: short, on one line.
public final class Shown {
    private static final int MAX = 80;

    private Shown() {}

    /// A value: scalars as they are, containers by their size.
    public static String value(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "an array of " + value.size();
            case OBJECT -> "an object with " + value.size() + " keys";
            case STRING -> "\"" + cut(value.textValue()) + "\"";
            case MISSING -> "nothing";
            case BOOLEAN, NULL, NUMBER, BINARY, POJO -> cut(value.toString());
        };
    }

    /// The values of a schema's closed set.
    public static String alternatives(JsonNode values) {
        return values.isArray()
                ? values.valueStream().map(JsonNode::asText).collect(Collectors.joining(", "))
                : values.asText();
    }

    /// The keys of an object's schema.
    public static String oneOf(@Nullable JsonNode properties) {
        return properties == null
                ? "no such key"
                : "one of "
                        + properties
                                .propertyStream()
                                .map(Map.Entry::getKey)
                                .collect(Collectors.joining(", "));
    }

    private static String cut(String text) {
        String line = text.replace('\n', ' ');
        return line.length() <= MAX ? line : line.substring(0, MAX) + "…";
    }
}
