package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.app.cli.CommandFailedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `workrail logs`: what sessions did, line by line.
@Command(
        name = "logs",
        description = "What sessions did, oldest first: of one, of a trigger, or of the org.",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.FAILED, ExitCodes.USAGE, ExitCodes.NOT_THERE})
public final class LogsCommand implements Callable<Integer> {
    private static final int MOST_SESSIONS = 50;
    private static final int MOST_EVENTS = 2_000;

    /// How lines are written.
    enum Format {
        TEXT,
        JSON
    }

    @Mixin RemoteOptions options = new RemoteOptions();

    @Option(names = "--session", paramLabel = "SESSION")
    @Nullable String session;

    @Option(names = "--trigger", paramLabel = "TRIGGER", description = "Its newest 50 sessions.")
    @Nullable String trigger;

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            defaultValue = "INFO",
            description = "Least to show: debug, info, warn or error. Default: info.")
    LogLevel level = LogLevel.INFO;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "30m, 24h, 7d, or a time in RFC 3339.")
    @Nullable String since;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "TEXT",
            description = "text, or json: one event per line.")
    Format format = Format.TEXT;

    @Option(names = "--follow", description = "Go on until the session is over.")
    boolean follow;

    @Override
    public Integer call() throws InterruptedException {
        if (follow && session == null) {
            throw new CommandFailedException("--follow needs --session");
        }
        Remote remote = options.open();
        Instant from = Spans.since("--since", since, Instant.now());
        List<ObjectNode> lines = new ArrayList<>();
        for (String id : sessions(remote)) {
            collect(remote, id, from, lines);
        }
        lines.sort(Comparator.comparing(line -> Instant.parse(line.path("at").asText())));
        lines.forEach(line -> print(remote, line));
        return follow ? Following.untilTheEnd(remote, String.valueOf(session)) : 0;
    }

    private List<String> sessions(Remote remote) {
        if (session != null) {
            return List.of(session);
        }
        // By their last change: what began long ago may have something new to say.
        Query query = new Query().add("trigger", trigger).add("sort", "updated");
        List<String> ids = new ArrayList<>();
        remote.list(remote.org("/sessions"), query, MOST_SESSIONS)
                .path("items")
                .forEach(item -> ids.add(item.path("session").asText()));
        return ids;
    }

    private void collect(Remote remote, String id, @Nullable Instant from, List<ObjectNode> lines) {
        JsonNode events =
                remote.list(SessionCommand.path(remote, id) + "/events", new Query(), MOST_EVENTS)
                        .path("items");
        for (JsonNode event : events) {
            LogLevel of = LogLevel.of(event.path("kind").asText());
            boolean early = from != null && Instant.parse(event.path("at").asText()).isBefore(from);
            if (!early && of.compareTo(level) >= 0) {
                ObjectNode line = event.deepCopy();
                lines.add(line.put("session", id).put("level", of.name().toLowerCase(Locale.ROOT)));
            }
        }
    }

    private void print(Remote remote, ObjectNode line) {
        if (format == Format.JSON || remote.out().json()) {
            remote.out().line(line);
            return;
        }
        remote.out()
                .say(
                        "%s %-5s %s %s %s"
                                .formatted(
                                        Column.time(line.path("at").asText()),
                                        line.path("level").asText().toUpperCase(Locale.ROOT),
                                        line.path("session").asText(),
                                        line.path("kind").asText(),
                                        LogText.of(line.path("data"))));
    }
}
