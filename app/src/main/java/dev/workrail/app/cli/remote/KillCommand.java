package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.app.cli.CommandFailedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `workrail kill`: the kill switch.
@Command(
        name = "kill",
        description =
                "Stop a session, or all of a trigger, a workspace, an org or the deployment, and"
                        + " hold off new ones until the switch is lifted.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.FAILED, ExitCodes.USAGE, ExitCodes.NOT_THERE})
public final class KillCommand {
    /// Why, and which way.
    public static final class Switch {
        @Option(names = "--reason", paramLabel = "TEXT", description = "Needed to stop.")
        @Nullable String reason;

        @Option(names = "--lift", description = "Let it go on instead.")
        boolean lift;

        @Option(names = "--remove-worktrees", description = "Remove what was not committed.")
        boolean removeWorktrees;
    }

    @Command(name = "session", description = "Stop one session now.")
    int session(
            @Mixin RemoteOptions options,
            @Parameters(paramLabel = "SESSION") String id,
            @Option(names = "--reason", required = true, paramLabel = "TEXT") String reason,
            @Option(names = "--remove-worktree", description = "Remove what was not committed.")
                    boolean removeWorktree) {
        ObjectNode body = SessionCommand.reason(reason).put("keepWorktree", !removeWorktree);
        return SessionCommand.send(options.open(), id, "kill", body, "it stops now");
    }

    @Command(name = "trigger", description = "Stop all sessions of a trigger.")
    int trigger(
            @Mixin RemoteOptions options,
            @Mixin Switch how,
            @Parameters(paramLabel = "TRIGGER") String id) {
        Remote remote = options.open();
        return pull(remote, remote.org(""), how, scope("trigger", id), "trigger '" + id + "'");
    }

    @Command(name = "workspace", description = "Stop all sessions of a workspace.")
    int workspace(
            @Mixin RemoteOptions options,
            @Mixin Switch how,
            @Parameters(paramLabel = "WORKSPACE") String id) {
        Remote remote = options.open();
        return pull(remote, remote.org(""), how, scope("workspace", id), "workspace '" + id + "'");
    }

    @Command(name = "org", description = "Stop all sessions of the org.")
    int org(@Mixin RemoteOptions options, @Mixin Switch how) {
        Remote remote = options.open();
        return pull(
                remote,
                remote.org(""),
                how,
                JsonNodeFactory.instance.objectNode(),
                "org '" + remote.orgId() + "'");
    }

    @Command(name = "all", description = "Stop every session of the deployment (operators only).")
    int all(@Mixin RemoteOptions options, @Mixin Switch how) {
        return pull(
                options.open(),
                "",
                how,
                JsonNodeFactory.instance.objectNode(),
                "the whole deployment");
    }

    private static int pull(Remote remote, String base, Switch how, ObjectNode body, String what) {
        if (how.reason != null) {
            body.put("reason", how.reason);
        } else if (!how.lift) {
            throw new CommandFailedException("--reason: say why, for those who find it stopped");
        }
        if (!how.lift) {
            body.put("keepWorktree", !how.removeWorktrees);
        }
        JsonNode command = remote.post(base + (how.lift ? "/lift" : "/kill"), body);
        remote.out()
                .answer(
                        command,
                        "command %s is on the log: %s %s"
                                .formatted(
                                        command.path("command").asText(),
                                        what,
                                        how.lift
                                                ? "goes on"
                                                : "stops now and starts nothing until --lift"));
        return 0;
    }

    private static ObjectNode scope(String kind, String id) {
        return JsonNodeFactory.instance.objectNode().put(kind, id);
    }
}
