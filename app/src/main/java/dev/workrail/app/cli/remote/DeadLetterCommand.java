package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.app.cli.CommandFailedException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `workrail deadletter`: what could not be processed.
@Command(
        name = "deadletter",
        description = "List, count, replay and discard what could not be processed.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.FAILED, ExitCodes.USAGE, ExitCodes.NOT_THERE})
public final class DeadLetterCommand {
    /// Which letters.
    public static final class Filter {
        @Option(names = "--topic", paramLabel = "TOPIC", description = "Where the record lay.")
        @Nullable String topic;

        @Option(names = "--code", paramLabel = "CODE", description = "Why it was given up.")
        @Nullable String code;

        @Option(
                names = "--since",
                paramLabel = "TIME",
                description = "30m, 24h, 7d, or a time in RFC 3339.")
        @Nullable String since;

        Query query() {
            Query query = new Query();
            body().properties().forEach(one -> query.add(one.getKey(), one.getValue().asText()));
            return query;
        }

        ObjectNode body() {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            Instant from = Spans.since("--since", since, Instant.now());
            if (topic != null) {
                body.put("topic", topic);
            }
            if (code != null) {
                body.put("code", code);
            }
            return from == null ? body : body.put("from", from.toString());
        }

        boolean empty() {
            return topic == null && code == null && since == null;
        }
    }

    @Command(name = "list", description = "Dead letters, newest first.")
    int list(
            @Mixin RemoteOptions options,
            @Mixin Filter filter,
            @Option(names = "--limit", defaultValue = "50", paramLabel = "N") int limit) {
        Remote remote = options.open();
        remote.out()
                .table(
                        remote.list(remote.org("/dead-letters"), filter.query(), limit),
                        List.of(
                                Column.of("LETTER", "/id"),
                                Column.time("AT", "/at"),
                                Column.of("TOPIC", "/topic"),
                                Column.of("CODE", "/code"),
                                Column.of("STATE", "/state"),
                                Column.wide("CAUSE", "/cause")));
        return 0;
    }

    @Command(name = "show", description = "A dead letter with its record.")
    int show(@Mixin RemoteOptions options, @Parameters(paramLabel = "LETTER") String id) {
        Remote remote = options.open();
        remote.out().sheet(remote.get(path(remote, id)));
        return 0;
    }

    @Command(name = "count", description = "How many letters a filter means.")
    int count(@Mixin RemoteOptions options, @Mixin Filter filter) {
        Remote remote = options.open();
        JsonNode count = remote.get(remote.org("/dead-letters/count") + filter.query());
        remote.out().answer(count, count.path("count").asText());
        return 0;
    }

    @Command(
            name = "replay",
            description = "Do again what was given up: one letter, or all that a filter means.")
    int replay(
            @Mixin RemoteOptions options,
            @Mixin Filter filter,
            @Parameters(paramLabel = "LETTER", arity = "0..1") @Nullable String id,
            @Option(names = "--reason", paramLabel = "TEXT") @Nullable String reason,
            @Option(names = "--yes", description = "Replay all that the filter means.")
                    boolean yes) {
        return each(options.open(), filter, id, yes, "replay", SessionCommand.reason(reason));
    }

    @Command(
            name = "discard",
            description = "Set letters aside for good: one, or all that a filter means.")
    int discard(
            @Mixin RemoteOptions options,
            @Mixin Filter filter,
            @Parameters(paramLabel = "LETTER", arity = "0..1") @Nullable String id,
            @Option(names = "--yes", description = "Discard all that the filter means.")
                    boolean yes) {
        return each(options.open(), filter, id, yes, "discard", SessionCommand.reason(null));
    }

    private static int each(
            Remote remote,
            Filter filter,
            @Nullable String id,
            boolean yes,
            String verb,
            ObjectNode body) {
        if ((id == null) == filter.empty()) {
            throw new CommandFailedException("give either one letter, or a filter");
        }
        if (id != null) {
            JsonNode letter = remote.post(path(remote, id) + "/" + verb, body);
            remote.out().answer(letter, "%s: %s".formatted(id, letter.path("state").asText()));
            return 0;
        }
        String all = remote.org("/dead-letters/" + verb);
        ObjectNode ask = SessionCommand.reason(null).put("dryRun", true);
        ask.set("filter", filter.body());
        JsonNode counted = remote.post(all, ask);
        long open = counted.path("count").asLong();
        if (!yes) {
            remote.out()
                    .answer(counted, "%d open letters; add --yes to %s them".formatted(open, verb));
            return 0;
        }
        body.put("expected", open);
        body.set("filter", filter.body());
        JsonNode done = remote.post(all, body);
        remote.out()
                .answer(
                        done,
                        "%s: %d letters".formatted(verb, done.path("items").size())
                                + left(done.path("left").size()));
        return 0;
    }

    private static String left(int count) {
        return count == 0 ? "" : "; %d hold no record and stay open: discard them".formatted(count);
    }

    private static String path(Remote remote, String id) {
        return remote.org("/dead-letters/" + Query.encoded(id));
    }
}
