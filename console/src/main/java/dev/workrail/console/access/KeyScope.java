package dev.workrail.console.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What an API key is limited to: a group of routes, written `sessions`, or only its reads, written
/// `sessions:read`.
public record KeyScope(RouteGroup group, boolean readOnly) {
    private static final String READ = ":read";

    /// @throws IllegalArgumentException where the text names no group
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static KeyScope parse(String text) {
        boolean readOnly = text.endsWith(READ);
        String name = readOnly ? text.substring(0, text.length() - READ.length()) : text;
        return Arrays.stream(RouteGroup.values())
                .filter(group -> group.wire().equals(name))
                .map(group -> new KeyScope(group, readOnly))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "a scope is one of %s, with or without ':read'"
                                        .formatted(names())));
    }

    boolean allows(RouteGroup wanted, boolean write) {
        return group == wanted && !(write && readOnly);
    }

    @Override
    @JsonValue
    public String toString() {
        return group.wire() + (readOnly ? READ : "");
    }

    private static String names() {
        return Arrays.stream(RouteGroup.values())
                .map(group -> group.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
