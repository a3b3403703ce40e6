package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `workrail org retention`: how long the org keeps its sessions.
@Command(
        name = "retention",
        description = "Show or set how long sessions are kept; pinned ones stay.",
        footer = {
            "",
            "A clean-up a day erases what ended longer ago. See first what that is, with",
            "'workrail org cleanup --days N'."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.FAILED, ExitCodes.USAGE, ExitCodes.NOT_THERE})
final class OrgRetentionCommand implements Callable<Integer> {
    @Mixin RemoteOptions options = new RemoteOptions();

    @ArgGroup @Nullable Change change;

    /// One of the two.
    static final class Change {
        @Option(names = "--days", paramLabel = "N", description = "For so many days, 7 to 3650.")
        @Nullable Integer days;

        @Option(names = "--forever", description = "For good.")
        boolean forever;
    }

    @Override
    public Integer call() {
        Remote remote = options.open();
        String path = remote.org("/retention");
        JsonNode now = remote.get(path);
        if (change != null && change.days != null) {
            now =
                    remote.put(
                            path,
                            JsonNodeFactory.instance.objectNode().put("sessionDays", change.days));
        } else if (change != null && now.hasNonNull("sessionDays")) {
            remote.delete(path);
            now = remote.get(path);
        }
        remote.out().answer(now, said(now));
        return 0;
    }

    private static String said(JsonNode retention) {
        String kept =
                retention.hasNonNull("sessionDays")
                        ? "sessions are kept for %d days"
                                .formatted(retention.path("sessionDays").asInt())
                        : "sessions are kept for good";
        JsonNode last = retention.path("lastCleanUp");
        return last.isObject() ? kept + "; last clean-up: " + OrgCleanUpCommand.said(last) : kept;
    }
}
