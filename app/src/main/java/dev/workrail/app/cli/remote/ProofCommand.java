package dev.workrail.app.cli.remote;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `workrail proof`: what is known of a commit, gate by gate.
@Command(
        name = "proof",
        description = "List and show proof records.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.FAILED, ExitCodes.USAGE, ExitCodes.NOT_THERE})
public final class ProofCommand {
    @Command(name = "list", description = "Proof records, last changed first.")
    int list(
            @Mixin RemoteOptions options,
            @Option(names = "--limit", defaultValue = "20", paramLabel = "N") int limit,
            @Option(names = "--session", paramLabel = "SESSION") @Nullable String session,
            @Option(names = "--branch", paramLabel = "BRANCH") @Nullable String branch,
            @Option(names = "--pull-request", paramLabel = "PR") @Nullable String pullRequest,
            @Option(names = "--verdict", paramLabel = "WORD", description = "passed or failed.")
                    @Nullable String verdict) {
        Remote remote = options.open();
        Query query =
                new Query()
                        .add("session", session)
                        .add("branch", branch)
                        .add("pullRequest", pullRequest)
                        .add("verdict", verdict);
        remote.out()
                .table(
                        remote.list(remote.org("/proofs"), query, limit),
                        List.of(
                                Column.of("COMMIT", "/change/commit"),
                                Column.of("VERDICT", "/verdict"),
                                Column.wide("BRANCH", "/change/branch"),
                                Column.time("CHANGED", "/updatedAt")));
        return 0;
    }

    @Command(name = "show", description = "The proof record of a commit, by its whole id.")
    int show(@Mixin RemoteOptions options, @Parameters(paramLabel = "COMMIT") String commit) {
        Remote remote = options.open();
        remote.out().sheet(remote.get(remote.org("/proofs/" + Query.encoded(commit))));
        return 0;
    }
}
