package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `workrail delivery`: where results go.
@Command(
        name = "delivery",
        description = "List what is posted to outside systems, and every attempt at it.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.FAILED, ExitCodes.USAGE, ExitCodes.NOT_THERE})
public final class DeliveryCommand {
    @Command(name = "list", description = "Deliveries, newest first.")
    int list(
            @Mixin RemoteOptions options,
            @Option(names = "--session", paramLabel = "SESSION") @Nullable String session,
            @Option(names = "--target", paramLabel = "NAME") @Nullable String target,
            @Option(
                            names = "--state",
                            paramLabel = "WORD",
                            description = "pending, delivered, failed or superseded.")
                    @Nullable String state,
            @Option(
                            names = "--since",
                            paramLabel = "TIME",
                            description = "30m, 24h, 7d, or a time in RFC 3339.")
                    @Nullable String since,
            @Option(names = "--limit", defaultValue = "50", paramLabel = "N") int limit) {
        Remote remote = options.open();
        Query query =
                new Query()
                        .add("session", session)
                        .add("target", target)
                        .add("state", state)
                        .add("from", Spans.since("--since", since, Instant.now()));
        remote.out()
                .table(
                        remote.list(remote.org("/deliveries"), query, limit),
                        List.of(
                                Column.of("DELIVERY", "/id"),
                                Column.time("AT", "/at"),
                                Column.of("SESSION", "/session"),
                                Column.wide("TARGET", "/target"),
                                Column.of("STATUS", "/status"),
                                Column.of("STATE", "/state"),
                                Column.of("ATTEMPTS", "/attempts"),
                                Column.wide("CAUSE", "/cause")));
        return 0;
    }

    @Command(
            name = "show",
            description = "A delivery and the attempts at it.",
            footer = {"", "One that failed is a dead letter: 'deadletter replay' tries it again."})
    int show(@Mixin RemoteOptions options, @Parameters(paramLabel = "DELIVERY") String id) {
        Remote remote = options.open();
        JsonNode found = remote.get(remote.org("/deliveries/" + Query.encoded(id)));
        if (remote.out().json()) {
            remote.out().answer(found, "");
            return 0;
        }
        remote.out().sheet(found.path("delivery"));
        ObjectNode attempts = JsonNodeFactory.instance.objectNode();
        attempts.set("items", found.path("attempts"));
        remote.out()
                .table(
                        attempts,
                        List.of(
                                Column.time("AT", "/at"),
                                Column.of("ATTEMPT", "/attempt"),
                                Column.of("OUTCOME", "/outcome"),
                                Column.of("MS", "/durationMs"),
                                Column.wide("CAUSE", "/cause")));
        return 0;
    }
}
