package dev.workrail.app.cli.remote;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `workrail trigger events`: what came in, and what became of it.
@Command(
        name = "events",
        description = "What a trigger was told, or all of them, and what became of it and why.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.FAILED, ExitCodes.USAGE, ExitCodes.NOT_THERE})
final class TriggerEventsCommand implements Callable<Integer> {
    @Mixin RemoteOptions options = new RemoteOptions();
    @Mixin EventFilters filters = new EventFilters();

    @Parameters(paramLabel = "TRIGGER", arity = "0..1", description = "Default: all of the org.")
    @Nullable String trigger;

    @Option(names = "--limit", defaultValue = "20", paramLabel = "N")
    int limit;

    @Override
    public Integer call() {
        Remote remote = options.open();
        remote.out()
                .table(
                        remote.list(remote.org("/trigger-events"), filters.query(trigger), limit),
                        List.of(
                                Column.time("RECEIVED", "/receivedAt"),
                                Column.of("ID", "/id"),
                                Column.of("TRIGGER", "/trigger"),
                                Column.of("EVENT", "/eventType"),
                                Column.of("ACTION", "/action"),
                                Column.of("VERDICT", "/verdict"),
                                Column.of("REASON", "/reason"),
                                Column.of("MORE", "/more"),
                                Column.of("SESSION", "/session"),
                                Column.wide("DETAIL", "/detail"),
                                Column.wide("GOAL", "/goal")));
        return 0;
    }
}
