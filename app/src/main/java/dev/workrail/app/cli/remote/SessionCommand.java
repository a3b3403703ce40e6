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

/// `workrail session`: sessions, and what one can tell them.
@Command(
        name = "session",
        description = "List, look into, steer and end sessions.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.FAILED, ExitCodes.USAGE, ExitCodes.NOT_THERE},
        subcommands = {SessionArtifactsCommand.class, SessionDownloadCommand.class})
public final class SessionCommand {
    private static final List<Column> COLUMNS =
            List.of(
                    Column.of("SESSION", "/session"),
                    Column.of("STATUS", "/status"),
                    Column.of("OUTCOME", "/ending/outcome"),
                    Column.wide("WORKFLOW", "/work/workflowId"),
                    Column.wide("TRIGGER", "/work/trigger"),
                    Column.time("ACCEPTED", "/times/acceptedAt"),
                    Column.wide("TITLE", "/title"));

    @Command(name = "list", description = "Sessions, newest first.")
    int list(
            @Mixin RemoteOptions options,
            @Option(names = "--limit", defaultValue = "20", paramLabel = "N") int limit,
            @Option(
                            names = "--status",
                            paramLabel = "A,B",
                            description =
                                    "thinking, tool, idle, waiting, stuck, completed, aborted.")
                    @Nullable String status,
            @Option(
                            names = "--outcome",
                            paramLabel = "A,B",
                            description =
                                    "success, error, timeout, stuck, cancelled, killed, escalated.")
                    @Nullable String outcome,
            @Mixin SessionFilters filters) {
        Remote remote = options.open();
        Query query =
                filters.add(
                        new Query().add("status", status).add("outcome", outcome), Instant.now());
        remote.out().table(remote.list(remote.org("/sessions"), query, limit), COLUMNS);
        return 0;
    }

    @Command(name = "show", description = "A session as it stands.")
    int show(@Mixin RemoteOptions options, @Parameters(paramLabel = "SESSION") String id) {
        Remote remote = options.open();
        remote.out().sheet(remote.get(path(remote, id)));
        return 0;
    }

    @Command(name = "handoff", description = "The structured result a session ended with.")
    int handoff(@Mixin RemoteOptions options, @Parameters(paramLabel = "SESSION") String id) {
        Remote remote = options.open();
        remote.out().sheet(remote.get(path(remote, id) + "/handoff"));
        return 0;
    }

    @Command(name = "tree", description = "A session and all its relatives.")
    int tree(@Mixin RemoteOptions options, @Parameters(paramLabel = "SESSION") String id) {
        Remote remote = options.open();
        JsonNode tree = remote.get(path(remote, id) + "/tree");
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.set("items", tree.path("sessions"));
        remote.out().table(page, COLUMNS);
        return 0;
    }

    @Command(name = "events", description = "What happened in a session, oldest first.")
    int events(
            @Mixin RemoteOptions options,
            @Parameters(paramLabel = "SESSION") String id,
            @Option(names = "--limit", defaultValue = "1000", paramLabel = "N") int limit,
            @Option(names = "--follow", description = "Go on until the session is over.")
                    boolean follow)
            throws InterruptedException {
        Remote remote = options.open();
        remote.out()
                .table(
                        remote.list(path(remote, id) + "/events", new Query(), limit),
                        List.of(
                                Column.time("AT", "/at"),
                                Column.of("#", "/index"),
                                Column.of("SOURCE", "/source"),
                                Column.of("KIND", "/kind"),
                                Column.wide("DATA", "/data")));
        return follow ? Following.untilTheEnd(remote, id) : 0;
    }

    @Command(name = "steer", description = "Give the agent text for its next turn.")
    int steer(
            @Mixin RemoteOptions options,
            @Parameters(paramLabel = "SESSION") String id,
            @Parameters(paramLabel = "TEXT") String text,
            @Option(names = "--reason", paramLabel = "TEXT") @Nullable String reason) {
        ObjectNode body = reason(reason).put("text", text);
        return send(options.open(), id, "steer", body, "the agent gets it with its next turn");
    }

    @Command(name = "cancel", description = "End a session at its next safe point.")
    int cancel(
            @Mixin RemoteOptions options,
            @Parameters(paramLabel = "SESSION") String id,
            @Option(names = "--reason", paramLabel = "TEXT") @Nullable String reason) {
        return send(options.open(), id, "cancel", reason(reason), "it ends at its next safe point");
    }

    @Command(name = "resume", description = "Let a session that waits for it go on.")
    int resume(
            @Mixin RemoteOptions options,
            @Parameters(paramLabel = "SESSION") String id,
            @Option(names = "--reason", paramLabel = "TEXT") @Nullable String reason) {
        return send(options.open(), id, "resume", reason(reason), "it goes on");
    }

    @Command(name = "retry", description = "Start again what a session was to do.")
    int retry(
            @Mixin RemoteOptions options,
            @Parameters(paramLabel = "SESSION") String id,
            @Option(names = "--reason", paramLabel = "TEXT") @Nullable String reason) {
        Remote remote = options.open();
        JsonNode retried = remote.post(path(remote, id) + "/retry", reason(reason));
        remote.out()
                .answer(
                        retried,
                        "its work runs again as session " + retried.path("session").asText());
        return 0;
    }

    @Command(
            name = "pin",
            description = "Keep a session and all its relatives, whatever the org's retention.")
    int pin(@Mixin RemoteOptions options, @Parameters(paramLabel = "SESSION") String id) {
        Remote remote = options.open();
        JsonNode pin = remote.put(path(remote, id) + "/pin", reason(null));
        remote.out().answer(pin, "%s and all under it stay".formatted(pin.path("root").asText()));
        return 0;
    }

    @Command(
            name = "unpin",
            description = "Let the org's retention hold for a session and its relatives again.")
    int unpin(@Mixin RemoteOptions options, @Parameters(paramLabel = "SESSION") String id) {
        Remote remote = options.open();
        remote.delete(path(remote, id) + "/pin");
        remote.out().remark(id + " is kept as long as others");
        return 0;
    }

    @Command(name = "pins", description = "Sessions that are pinned, with their relatives.")
    int pins(
            @Mixin RemoteOptions options,
            @Option(names = "--limit", defaultValue = "200", paramLabel = "N") int limit) {
        Remote remote = options.open();
        remote.out()
                .table(
                        remote.list(remote.org("/pins"), new Query(), limit),
                        List.of(
                                Column.of("ROOT", "/root"),
                                Column.of("PINNED AS", "/session"),
                                Column.time("AT", "/createdAt"),
                                Column.wide("BY", "/createdBy")));
        return 0;
    }

    static ObjectNode reason(@Nullable String reason) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        return reason == null ? body : body.put("reason", reason);
    }

    static int send(Remote remote, String id, String verb, ObjectNode body, String effect) {
        JsonNode command = remote.post(path(remote, id) + "/" + verb, body);
        remote.out()
                .answer(
                        command,
                        "command %s is on the log: %s"
                                .formatted(command.path("command").asText(), effect));
        return 0;
    }

    static String path(Remote remote, String id) {
        return remote.org("/sessions/" + Query.encoded(id));
    }
}
