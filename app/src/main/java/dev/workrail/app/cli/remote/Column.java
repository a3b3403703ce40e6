package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/// A column of a table.
///
/// @param shrinks whether it is cut where the table is wider than the terminal
record Column(String header, Function<JsonNode, String> cell, boolean shrinks) {
    private static final int SECONDS = 19;

    /// What is at a JSON Pointer, whole.
    static Column of(String header, String pointer) {
        return new Column(header, item -> text(item.at(pointer)), false);
    }

    /// What is at a JSON Pointer, cut where need be.
    static Column wide(String header, String pointer) {
        return new Column(header, item -> text(item.at(pointer)), true);
    }

    /// A time in UTC, to the second.
    static Column time(String header, String pointer) {
        return new Column(header, item -> time(text(item.at(pointer))), false);
    }

    static String time(String instant) {
        return instant.length() > SECONDS ? instant.substring(0, SECONDS) + "Z" : instant;
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() || value.isNull()
                ? "-"
                : value.isValueNode() ? value.asText().replaceAll("\\s+", " ") : value.toString();
    }
}
