package dev.workrail.contracts.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Input that cannot be read. The message says where and why, and never repeats the input.
public final class MalformedJsonException extends RuntimeException {
    private static final Pattern PARSER_SETTINGS =
            Pattern.compile(
                    ", from `StreamReadConstraints[^`]*`|\\s*\\(not recognized as one since Feature[^)]*\\)");

    public MalformedJsonException(String message) {
        super(message);
    }

    public MalformedJsonException(String message, Throwable cause) {
        super(message, cause);
    }

    public static MalformedJsonException from(IOException cause) {
        if (cause instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return new MalformedJsonException(
                    "at " + pointer(mapping) + ": " + reason(mapping), mapping);
        }
        if (cause instanceof JsonProcessingException parsing) {
            var location = parsing.getLocation();
            String where =
                    location == null
                            ? ""
                            : "line %d, column %d: "
                                    .formatted(location.getLineNr(), location.getColumnNr());
            return new MalformedJsonException(where + plain(parsing.getOriginalMessage()), parsing);
        }
        return new MalformedJsonException(String.valueOf(cause.getMessage()), cause);
    }

    /// A refused value explains itself; what the parser adds would name our classes.
    private static String reason(JsonMappingException mapping) {
        return mapping.getCause() instanceof IllegalArgumentException refused
                ? String.valueOf(refused.getMessage())
                : mapping.getOriginalMessage();
    }

    /// Without what only means something to who sets up the parser.
    private static String plain(String message) {
        return PARSER_SETTINGS.matcher(message).replaceAll("");
    }

    private static String pointer(JsonMappingException mapping) {
        return mapping.getPath().stream()
                .map(reference ->
                        reference.getFieldName() != null
                                ? reference.getFieldName()
                                : String.valueOf(reference.getIndex()))
                .collect(Collectors.joining("/", "/", ""));
    }
}
