package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.app.cli.CommandFailedException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `workrail dispatch`: starts a session by hand.
@Command(
        name = "dispatch",
        description =
                "Start a session, through a trigger of the org or with a workflow of your choice.",
        footer = {"", "With --wait, exit code 1 where the session did not end in success."},
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.FAILED, ExitCodes.USAGE, ExitCodes.NOT_THERE})
public final class DispatchCommand implements Callable<Integer> {
    @Mixin RemoteOptions options = new RemoteOptions();

    @Option(names = "--trigger", paramLabel = "TRIGGER", description = "Its settings hold.")
    @Nullable String trigger;

    @Option(names = "--workflow", paramLabel = "WORKFLOW")
    @Nullable String workflow;

    @Option(names = "--workspace", paramLabel = "WORKSPACE")
    @Nullable String workspace;

    @Option(names = "--goal", paramLabel = "TEXT", description = "What it is to reach.")
    @Nullable String goal;

    @Option(
            names = "--branch-strategy",
            paramLabel = "WORD",
            description = "worktree, read-only or none.")
    @Nullable String branchStrategy;

    @Option(
            names = "--context-value",
            paramLabel = "KEY=TEXT",
            description = "Handed to the session; may be repeated.")
    Map<String, String> values = Map.of();

    @Option(
            names = "--context-file",
            paramLabel = "FILE",
            description = "A JSON object, handed to the session; - for standard input.")
    @Nullable String contextFile;

    @Option(names = "--url", paramLabel = "URL", description = "For reference; repeatable.")
    List<String> urls = List.of();

    @Option(
            names = "--agent",
            paramLabel = "KEY=VALUE",
            description = "Settings of the agent, such as maxTurns=20; repeatable.")
    Map<String, String> agent = Map.of();

    @Option(names = "--wait", description = "Show what happens, until the session is over.")
    boolean wait;

    @Override
    public Integer call() throws InterruptedException {
        if ((trigger == null) == (workflow == null)) {
            throw new CommandFailedException("give either --trigger or --workflow");
        }
        Remote remote = options.open();
        JsonNode started = remote.post(remote.org("/sessions"), body());
        String session = started.path("session").asText();
        remote.out().answer(started, session);
        return wait ? Following.untilTheEnd(remote, session) : 0;
    }

    private ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        put(body, "trigger", trigger);
        put(body, "workflow", workflow);
        put(body, "workspace", workspace);
        put(body, "goal", goal);
        put(body, "branchStrategy", branchStrategy);
        ObjectNode context =
                contextFile == null
                        ? JsonNodeFactory.instance.objectNode()
                        : InputFiles.object(contextFile);
        values.forEach(context::put);
        if (!context.isEmpty()) {
            body.set("context", context);
        }
        urls.forEach(url -> body.withArray("/referenceUrls").add(url));
        agent.forEach((key, value) -> {
            ObjectNode settings = body.withObject("/agent");
            if (value.matches("[0-9]{1,9}")) {
                settings.put(key, Integer.parseInt(value));
            } else {
                settings.put(key, value);
            }
        });
        return body;
    }

    private static void put(ObjectNode body, String field, @Nullable String value) {
        if (value != null) {
            body.put(field, value);
        }
    }
}
