package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `workrail queue`: what waits, and for which limit.
@Command(
        name = "queue",
        description = "What waits, at which position, and for which limit; and what runs.",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.FAILED, ExitCodes.USAGE, ExitCodes.NOT_THERE})
public final class QueueCommand implements Callable<Integer> {
    @Mixin RemoteOptions options = new RemoteOptions();

    @Option(
            names = "--state",
            paramLabel = "WORD",
            description = "queued, running or parked; default: all.")
    @Nullable String state;

    @Override
    public Integer call() {
        Remote remote = options.open();
        JsonNode queue = remote.get(remote.org("/queue") + new Query().add("state", state));
        remote.out()
                .table(
                        queue,
                        List.of(
                                Column.of("POS", "/position"),
                                Column.of("STATE", "/state"),
                                Column.of("SESSION", "/session"),
                                Column.of("WAITS FOR", "/limit/limit"),
                                Column.wide("OF", "/limit/scope"),
                                Column.wide("BY", "/limit/by"),
                                Column.wide("WHY", "/limit/reason"),
                                Column.time("START", "/predictedStart"),
                                Column.time("SINCE", "/since"),
                                Column.wide("GOAL", "/goal")));
        if (!remote.out().json()) {
            queue.path("counts")
                    .properties()
                    .forEach(
                            count -> remote.out().remark(count.getKey() + ": " + count.getValue()));
        }
        return 0;
    }
}
