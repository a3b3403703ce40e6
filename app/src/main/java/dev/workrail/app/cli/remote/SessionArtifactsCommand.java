package dev.workrail.app.cli.remote;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `workrail session artifacts`: what a session made.
@Command(
        name = "artifacts",
        description = "What a session made: results, test outputs, diffs, the transcript.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.FAILED, ExitCodes.USAGE, ExitCodes.NOT_THERE})
final class SessionArtifactsCommand implements Callable<Integer> {
    @Mixin RemoteOptions options = new RemoteOptions();

    @Parameters(paramLabel = "SESSION")
    String session = "";

    @Option(
            names = "--kind",
            paramLabel = "WORD",
            description = "artifact, output, diff, transcript, worktree or workflow.")
    @Nullable String kind;

    @Option(names = "--limit", defaultValue = "200", paramLabel = "N")
    int limit;

    @Override
    public Integer call() {
        Remote remote = options.open();
        remote.out()
                .table(
                        remote.list(
                                SessionCommand.path(remote, session) + "/artifacts",
                                new Query().add("kind", kind),
                                limit),
                        List.of(
                                Column.of("NAME", "/name"),
                                Column.of("KIND", "/kind"),
                                Column.of("BYTES", "/bytes"),
                                Column.time("AT", "/at"),
                                Column.wide("SHA256", "/sha256")));
        return 0;
    }
}
