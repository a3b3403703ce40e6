package dev.workrail.platform.trigger.request;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Request headers by name, without regard to case (RFC 9110, section 5.1). Immutable.
public final class RequestHeaders {
    private final Map<String, List<String>> values = new TreeMap<>();

    public RequestHeaders(Map<String, ? extends Collection<String>> headers) {
        headers.forEach(
                (name, lines) -> values.put(name.toLowerCase(Locale.ROOT), List.copyOf(lines)));
    }

    /// Headers that each have one value.
    public static RequestHeaders of(Map<String, String> headers) {
        Map<String, List<String>> lines = new TreeMap<>();
        headers.forEach((name, value) -> lines.put(name, List.of(value)));
        return new RequestHeaders(lines);
    }

    /// The first non-blank value, trimmed.
    public Optional<String> first(String name) {
        return all(name).stream().map(String::strip).filter(value -> !value.isEmpty()).findFirst();
    }

    /// The values of several headers of one name, in order.
    public List<String> all(String name) {
        return values.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }
}
