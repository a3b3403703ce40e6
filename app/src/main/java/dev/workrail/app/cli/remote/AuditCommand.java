package dev.workrail.app.cli.remote;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `workrail audit`: who did what.
@Command(
        name = "audit",
        description = "Who did what in the org, newest first.",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.FAILED, ExitCodes.USAGE, ExitCodes.NOT_THERE})
public final class AuditCommand implements Callable<Integer> {
    @Mixin RemoteOptions options = new RemoteOptions();

    @Option(names = "--actor", paramLabel = "SUBJECT")
    @Nullable String actor;

    @Option(names = "--action", paramLabel = "NOUN.VERB")
    @Nullable String action;

    @Option(names = "--target", paramLabel = "NOUN/ID")
    @Nullable String target;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "30m, 24h, 7d, or a time in RFC 3339.")
    @Nullable String since;

    @Option(names = "--limit", defaultValue = "50", paramLabel = "N")
    int limit;

    @Override
    public Integer call() {
        Remote remote = options.open();
        Query query =
                new Query()
                        .add("actor", actor)
                        .add("action", action)
                        .add("target", target)
                        .add("from", Spans.since("--since", since, Instant.now()));
        remote.out()
                .table(
                        remote.list(remote.org("/audit"), query, limit),
                        List.of(
                                Column.time("AT", "/at"),
                                Column.wide("ACTOR", "/actor"),
                                Column.of("ACTION", "/action"),
                                Column.wide("TARGET", "/target"),
                                Column.wide("REASON", "/reason")));
        return 0;
    }
}
