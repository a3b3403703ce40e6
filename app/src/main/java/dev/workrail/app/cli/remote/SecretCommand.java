package dev.workrail.app.cli.remote;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `workrail secret`: secrets, which can be stored and never read back.
@Command(
        name = "secret",
        description = "List, store and delete secrets; no command shows one.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.FAILED, ExitCodes.USAGE, ExitCodes.NOT_THERE})
public final class SecretCommand {
    private static final String PURPOSE = "ingest, model, git, delivery or signing.";

    @Command(name = "list", description = "Which secrets there are.")
    int list(
            @Mixin RemoteOptions options,
            @Option(names = "--limit", defaultValue = "200", paramLabel = "N") int limit) {
        Remote remote = options.open();
        remote.out()
                .table(
                        remote.list(remote.org("/secrets"), new Query(), limit),
                        List.of(
                                Column.of("PURPOSE", "/purpose"),
                                Column.of("NAME", "/name"),
                                Column.time("CHANGED", "/updatedAt"),
                                Column.wide("BY", "/updatedBy")));
        return 0;
    }

    @Command(
            name = "set",
            description = "Store a secret, or a new value of it, asked for or from a file.")
    int set(
            @Mixin RemoteOptions options,
            @Parameters(paramLabel = "PURPOSE", description = PURPOSE) String purpose,
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = "--file",
                            paramLabel = "FILE",
                            description = "Holds the value; - for standard input.")
                    @Nullable String file) {
        Remote remote = options.open();
        String value = file == null ? Asked.secret("value") : InputFiles.text(file).strip();
        remote.out().sheet(remote.put(path(remote, purpose, name), Map.of("value", value)));
        return 0;
    }

    @Command(name = "delete", description = "Delete a secret that nothing names.")
    int delete(
            @Mixin RemoteOptions options,
            @Parameters(paramLabel = "PURPOSE", description = PURPOSE) String purpose,
            @Parameters(paramLabel = "NAME") String name) {
        Remote remote = options.open();
        remote.delete(path(remote, purpose, name));
        remote.out().remark("secret '%s' is gone".formatted(name));
        return 0;
    }

    private static String path(Remote remote, String purpose, String name) {
        return remote.org("/secrets/" + Query.encoded(purpose) + "/" + Query.encoded(name));
    }
}
