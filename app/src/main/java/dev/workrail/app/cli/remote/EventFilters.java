package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which trigger events.
public final class EventFilters {
    @Option(
            names = "--verdict",
            paramLabel = "WORD",
            description = "queued, duplicate, refused, skipped or rejected.")
    @Nullable String verdict;

    @Option(
            names = "--why",
            paramLabel = "WORD",
            description = "Its reason: queue_full, killed, source, condition, unauthorized, ...")
    @Nullable String why;

    @Option(names = "--provider", paramLabel = "WORD", description = "Such as github.")
    @Nullable String provider;

    @Option(names = "--goal", paramLabel = "WORDS", description = "Words of the goal, all of them.")
    @Nullable String goal;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "30m, 24h, 7d, or a time in RFC 3339.")
    @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "As --since.")
    @Nullable String until;

    private Map<String, String> values(@Nullable String trigger) {
        Instant now = Instant.now();
        Map<String, String> values = new LinkedHashMap<>();
        put(values, "trigger", trigger);
        put(values, "verdict", verdict);
        put(values, "reason", why);
        put(values, "provider", provider);
        put(values, "goal", goal);
        put(values, "from", Spans.since("--since", since, now));
        put(values, "until", Spans.since("--until", until, now));
        return values;
    }

    Query query(@Nullable String trigger) {
        Query query = new Query();
        values(trigger).forEach(query::add);
        return query;
    }

    ObjectNode body(@Nullable String trigger) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        values(trigger).forEach(body::put);
        return body;
    }

    boolean empty() {
        return values(null).isEmpty();
    }

    private static void put(Map<String, String> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value.toString());
        }
    }
}
