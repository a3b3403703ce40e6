package dev.workrail.console.live;

import dev.workrail.platform.kafka.Partition;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How far a stream has come: the last offset seen of each partition. Written as
/// `topic-partition:offset` separated by commas, sorted.
///
/// @param seen -1 for a partition of which nothing was seen
public record StreamCursor(Map<Partition, Long> seen) {
    private static final int MAX_TEXT = 16_000;
    private static final Pattern ONE =
            Pattern.compile("([a-z][a-z.-]{0,60})-([0-9]{1,5}):(-1|[0-9]{1,18})");

    public StreamCursor {
        seen = Map.copyOf(seen);
    }

    /// @throws IllegalArgumentException where the text is no cursor
    public static StreamCursor parse(String text) {
        if (text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("expected a cursor that an answer of ours carried");
        }
        Map<Partition, Long> seen = new HashMap<>();
        for (String one : text.split(",", -1)) {
            Matcher matcher = ONE.matcher(one.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "expected topic-partition:offset, separated by commas");
            }
            seen.put(
                    new Partition(matcher.group(1), Integer.parseInt(matcher.group(2))),
                    Long.parseLong(matcher.group(3)));
        }
        return new StreamCursor(seen);
    }

    @Override
    public String toString() {
        Map<String, Long> sorted = new TreeMap<>();
        seen.forEach((partition, offset) -> sorted.put(partition.toString(), offset));
        return sorted.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(","));
    }
}
