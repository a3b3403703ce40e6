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

    @Option(
            names = "--goal",
            paramLabel = "WORDS",
            description = "All of them in its goal, each whole.")
    @Nullable String goal;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description =
                    "30m, 24h, 7d, or a time in RFC 3339; of the time that is sorted by, or of when it was accepted.")
    @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "As --since.")
    @Nullable String until;

    @Option(names = "--root", paramLabel = "SESSION", description = "In the tree of this one.")
    @Nullable String root;

    @Option(
            names = "--sort",
            paramLabel = "WORD",
            description = "created (default), updated, ended, duration or cost.")
    @Nullable String sort;

    @Option(names = "--order", paramLabel = "WORD", description = "desc (default) or asc.")
    @Nullable String order;

    @Option(names = "--roots", description = "No children of other sessions.")
    boolean roots;

    Query add(Query query, Instant now) {
        return query.add("workflow", workflow)
                .add("trigger", trigger)
                .add("workspace", workspace)
                .add("goal", goal)
                .add("from", Spans.since("--since", since, now))
                .add("until", Spans.since("--until", until, now))
                .add("root", root)
                .add("sort", sort)
                .add("order", order)
                .add("rootsOnly", roots ? "true" : null);
    }
}
