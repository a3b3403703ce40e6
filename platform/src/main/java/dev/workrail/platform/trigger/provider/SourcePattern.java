package dev.workrail.platform.trigger.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.platform.trigger.mapping.PayloadPath;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text with `{path}` tokens, `{a|b}` for the first of several that has a value, and `{@event}`,
/// `{@action}` and `{@delivery}` for what the event is called. Has no value where a token has none.
record SourcePattern(String text) {
    private static final Pattern TOKEN = Pattern.compile("\\{([^}]+)}");

    Optional<String> in(JsonNode payload, EventName name) {
        Matcher tokens = TOKEN.matcher(text);
        StringBuilder value = new StringBuilder();
        while (tokens.find()) {
            Optional<String> found = first(tokens.group(1), payload, name);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            tokens.appendReplacement(value, Matcher.quoteReplacement(found.get()));
        }
        return Optional.of(tokens.appendTail(value).toString());
    }

    private static Optional<String> first(String alternatives, JsonNode payload, EventName name) {
        for (String path : alternatives.split("\\|")) {
            Optional<String> value = value(path, payload, name);
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> value(String path, JsonNode payload, EventName name) {
        return switch (path) {
            case "@event" -> Optional.of(name.type());
            case "@action" -> Optional.ofNullable(name.action());
            case "@delivery" -> Optional.ofNullable(name.delivery());
            default -> PayloadPath.parse(path).textIn(payload).filter(text -> !text.isEmpty());
        };
    }
}
