package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.workrail.app.cli.CommandFailedException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `workrail org cleanup`: erases sessions that the org's retention no longer keeps.
@Command(
        name = "cleanup",
        description = "Say what a clean-up would erase, erase it, or show a clean-up.",
        footer = {"", "Without --yes nothing is erased."},
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.FAILED, ExitCodes.USAGE, ExitCodes.NOT_THERE})
final class OrgCleanUpCommand implements Callable<Integer> {
    @Mixin RemoteOptions options = new RemoteOptions();

    @Parameters(paramLabel = "RUN", arity = "0..1", description = "A clean-up that was begun.")
    @Nullable String run;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "What would go if sessions were kept for so many days.")
    @Nullable Integer days;

    @Option(names = "--preview", description = "Only say what would go, as without --yes.")
    boolean preview;

    @Option(names = "--yes", description = "Erase what the org's retention no longer keeps.")
    boolean yes;

    @Override
    public Integer call() {
        if (yes && (preview || days != null)) {
            throw new CommandFailedException(
                    "--yes erases by the org's retention: leave --preview and --days, or set it"
                            + " with 'workrail org retention --days N'");
        }
        if (run != null && (yes || preview || days != null)) {
            throw new CommandFailedException("give either a clean-up, or options for a new one");
        }
        Remote remote = options.open();
        if (run != null) {
            JsonNode shown = remote.get(remote.org("/retention/runs/" + Query.encoded(run)));
            remote.out().answer(shown, said(shown));
            return 0;
        }
        JsonNode would =
                remote.get(remote.org("/retention/preview") + new Query().add("sessionDays", days));
        if (!yes) {
            remote.out().answer(would, wouldGo(would));
            return 0;
        }
        JsonNode begun =
                remote.post(
                        remote.org("/retention/runs"),
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("atMost", would.path("sessions").asLong()));
        remote.out()
                .answer(
                        begun,
                        "%s began; see 'workrail org cleanup %1$s'"
                                .formatted(begun.path("id").asText()));
        return 0;
    }

    /// A clean-up in a line.
    static String said(JsonNode cleanUp) {
        return "%s %s, %s: %d sessions in %d trees"
                .formatted(
                        cleanUp.path("id").asText(),
                        Column.time(cleanUp.path("startedAt").asText()),
                        cleanUp.path("state").asText(),
                        cleanUp.path("sessions").asLong(),
                        cleanUp.path("trees").asLong());
    }

    private static String wouldGo(JsonNode would) {
        StringBuilder text =
                new StringBuilder(
                        "%d sessions in %d trees that ended before %s, at most %d bytes; %d pinned trees stay"
                                .formatted(
                                        would.path("sessions").asLong(),
                                        would.path("trees").asLong(),
                                        Column.time(would.path("before").asText()),
                                        would.path("bytes").asLong(),
                                        would.path("pinned").asLong()));
        would.path("sample")
                .forEach(tree ->
                        text.append(
                                "%n%s  ended %s  %d sessions"
                                        .formatted(
                                                tree.path("root").asText(),
                                                Column.time(tree.path("endedAt").asText()),
                                                tree.path("sessions").size())));
        return text.toString();
    }
}
