package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.app.cli.CommandFailedException;
import java.time.Instant;
import java.util.ArrayList;
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
        description = "What sessions did, oldest first: of one, of a trigger's, or of the org's.",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.FAILED, ExitCodes.USAGE, ExitCodes.NOT_THERE})
public final class LogsCommand implements Callable<Integer> {
    /// Least to show.
    enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    /// How lines are written.
    enum Format {
        TEXT,
        JSON
    }

    @Mixin RemoteOptions options = new RemoteOptions();

    @Option(names = "--session", paramLabel = "SESSION")
    @Nullable String session;

    @Option(names = "--trigger", paramLabel = "TRIGGER", description = "Of all its sessions.")
    @Nullable String trigger;

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            defaultValue = "INFO",
            description = "Least to show: debug, info, warn or error. Default: info.")
    Level level = Level.INFO;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "30m, 24h, 7d, or a time in RFC 3339.")
    @Nullable String since;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "The newest N. Default: 1000.")
    int limit;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "TEXT",
            description = "text, or json: one line of the log per line.")
    Format format = Format.TEXT;

    @Option(names = "--follow", description = "Go on until the session is over.")
    boolean follow;

    @Override
    public Integer call() throws InterruptedException {
        if (follow && session == null) {
            throw new CommandFailedException("--follow needs --session");
        }
        Remote remote = options.open();
        Query query =
                new Query()
                        .add("session", session)
                        .add("trigger", trigger)
                        .add("level", level.name().toLowerCase(Locale.ROOT))
                        .add("from", Spans.since("--since", since, Instant.now()));
        JsonNode page = remote.list(remote.org("/logs"), query, limit);
        List<JsonNode> lines = new ArrayList<>();
        page.path("items").forEach(lines::add);
        lines.reversed().forEach(line -> print(remote, line));
        if (page.hasNonNull("next")) {
            remote.out().remark("older lines are left out: use a larger --limit");
        } else if (lines.isEmpty() && !follow) {
            remote.out().remark("no such lines; --level debug shows the most");
        }
        return follow ? Following.untilTheEnd(remote, String.valueOf(session)) : 0;
    }

    private void print(Remote remote, JsonNode line) {
        if (format == Format.JSON || remote.out().json()) {
            remote.out().line(line);
            return;
        }
        remote.out()
                .say(
                        "%s %-5s %s%-20s %s"
                                .formatted(
                                        Column.time(line.path("at").asText()),
                                        line.path("level").asText().toUpperCase(Locale.ROOT),
                                        session == null ? line.path("session").asText() + " " : "",
                                        line.path("kind").asText(),
                                        line.path("text").asText())
                                .stripTrailing());
    }
}
