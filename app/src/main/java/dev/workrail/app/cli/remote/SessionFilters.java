package dev.workrail.app.cli.remote;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which sessions a list is about.
public final class SessionFilters {
    @Option(names = "--workflow", paramLabel = "WORKFLOW")
    @Nullable String workflow;

    @Option(names = "--trigger", paramLabel = "TRIGGER")
    @Nullable String trigger;

    @Option(names = "--workspace", paramLabel = "WORKSPACE")
    @Nullable String workspace;

    @Option(names = "--goal", paramLabel = "WORDS", description = "All of them in its goal.")
    @Nullable String goal;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "30m, 24h, 7d, or a time in RFC 3339.")
    @Nullable String since;

    @Option(names = "--roots", description = "No children of other sessions.")
    boolean roots;

    Query add(Query query, Instant now) {
        return query.add("workflow", workflow)
                .add("trigger", trigger)
                .add("workspace", workspace)
                .add("goal", goal)
                .add("from", Spans.since("--since", since, now))
                .add("rootsOnly", roots ? "true" : null);
    }
}
