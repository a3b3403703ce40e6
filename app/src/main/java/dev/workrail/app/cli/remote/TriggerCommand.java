package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.app.cli.CommandFailedException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `workrail trigger`: the configured sources of work.
@Command(
        name = "trigger",
        description = "List, change, test and switch triggers; import and export triggers.yml.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TriggerImportCommand.class,
            TriggerExportCommand.class,
            TriggerEventsCommand.class,
            TriggerReplayCommand.class
        },
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.FAILED, ExitCodes.USAGE, ExitCodes.NOT_THERE})
public final class TriggerCommand {
    private static final List<Column> COLUMNS =
            List.of(
                    Column.of("TRIGGER", "/id"),
                    Column.of("PROVIDER", "/provider"),
                    Column.of("ENABLED", "/enabled"),
                    Column.of("PAUSED", "/pause/scope"),
                    Column.wide("WORKFLOW", "/workflow"),
                    Column.wide("WORKSPACE", "/workspace"),
                    Column.wide("HOOK", "/hook"));

    @Command(name = "list", description = "Triggers of the org.")
    int list(
            @Mixin RemoteOptions options,
            @Option(names = "--limit", defaultValue = "200", paramLabel = "N") int limit,
            @Option(names = "--provider", paramLabel = "WORD") @Nullable String provider,
            @Option(names = "--workflow", paramLabel = "WORKFLOW") @Nullable String workflow,
            @Option(names = "--workspace", paramLabel = "WORKSPACE") @Nullable String workspace) {
        Remote remote = options.open();
        Query query =
                new Query()
                        .add("provider", provider)
                        .add("workflow", workflow)
                        .add("workspace", workspace);
        remote.out().table(remote.list(remote.org("/triggers"), query, limit), COLUMNS);
        return 0;
    }

    @Command(name = "show", description = "A trigger with all its settings.")
    int show(@Mixin RemoteOptions options, @Parameters(paramLabel = "TRIGGER") String id) {
        Remote remote = options.open();
        remote.out().sheet(remote.get(path(remote, id)));
        return 0;
    }

    @Command(name = "create", description = "Add a trigger from a JSON file, as the API takes it.")
    int create(
            @Mixin RemoteOptions options,
            @Parameters(paramLabel = "FILE", description = "- for standard input.") String file,
            @Option(names = "--replace", description = "Change it where it exists.")
                    boolean replace) {
        Remote remote = options.open();
        ObjectNode body = InputFiles.object(file);
        if (!replace) {
            remote.out().sheet(remote.post(remote.org("/triggers"), body));
            return 0;
        }
        String id = body.path("id").asText();
        if (id.isEmpty()) {
            throw new CommandFailedException(file + ": /id: expected the id of the trigger");
        }
        remote.out().sheet(remote.put(path(remote, id), body));
        return 0;
    }

    @Command(
            name = "policy",
            description =
                    "Show, set or remove which gates changes by a trigger's sessions must pass.")
    int policy(
            @Mixin RemoteOptions options,
            @Parameters(paramLabel = "TRIGGER") String id,
            @Mixin PolicyOptions policy) {
        Remote remote = options.open();
        return policy.run(remote, path(remote, id));
    }

    @Command(name = "delete", description = "Delete a trigger; sessions it started go on.")
    int delete(@Mixin RemoteOptions options, @Parameters(paramLabel = "TRIGGER") String id) {
        Remote remote = options.open();
        remote.delete(path(remote, id));
        remote.out().remark("trigger '%s' is gone".formatted(id));
        return 0;
    }

    @Command(
            name = "test",
            description = "Show what a trigger would make of a payload; starts nothing.",
            footer = {"", "Exit code 1 where the payload would be skipped."})
    int test(
            @Mixin RemoteOptions options,
            @Parameters(paramLabel = "TRIGGER") String id,
            @Option(
                            names = "--payload",
                            paramLabel = "FILE",
                            description = "The body as JSON; - for standard input.")
                    @Nullable String payload,
            @Option(
                            names = {"-H", "--header"},
                            paramLabel = "NAME=VALUE",
                            description = "Such as X-GitHub-Event=issues.")
                    @Nullable Map<String, String> headers) {
        Remote remote = options.open();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (headers != null) {
            headers.forEach(body.putObject("headers")::put);
        }
        if (payload != null) {
            body.set("payload", InputFiles.json(payload));
        }
        JsonNode tested = remote.post(path(remote, id) + "/test", body);
        remote.out().answer(tested, TestedText.of(tested));
        return tested.path("verdict").asText().equals("accepted") ? 0 : 1;
    }

    @Command(name = "enable", description = "Let a trigger start sessions.")
    int enable(@Mixin RemoteOptions options, @Parameters(paramLabel = "TRIGGER") String id) {
        return turn(options.open(), id, "enable", "enabled");
    }

    @Command(name = "disable", description = "Let a trigger start nothing more.")
    int disable(@Mixin RemoteOptions options, @Parameters(paramLabel = "TRIGGER") String id) {
        return turn(options.open(), id, "disable", "disabled");
    }

    @Command(
            name = "pause",
            description = "Let nothing new of a trigger start; its events are taken and wait.")
    int pause(
            @Mixin RemoteOptions options,
            @Parameters(paramLabel = "TRIGGER") String id,
            @Option(names = "--reason", required = true, paramLabel = "TEXT") String reason) {
        Remote remote = options.open();
        return Pausing.pause(remote, path(remote, id), reason, "trigger '" + id + "'");
    }

    @Command(name = "resume", description = "Let what waits of a trigger start.")
    int resume(
            @Mixin RemoteOptions options,
            @Parameters(paramLabel = "TRIGGER") String id,
            @Option(names = "--reason", paramLabel = "TEXT") @Nullable String reason) {
        Remote remote = options.open();
        return Pausing.resume(remote, path(remote, id), reason, "trigger '" + id + "'");
    }

    private static int turn(Remote remote, String id, String verb, String state) {
        JsonNode turned = remote.post(path(remote, id) + "/" + verb, Map.of());
        remote.out().answer(turned, "trigger '%s' is %s".formatted(id, state));
        return 0;
    }

    @Command(
            name = "rotate",
            description = "Give the signing secret a new value; the old one stays valid a while.")
    int rotate(
            @Mixin RemoteOptions options,
            @Parameters(paramLabel = "TRIGGER") String id,
            @Option(
                            names = "--overlap",
                            paramLabel = "TIME",
                            defaultValue = "24h",
                            description = "How long: 30m, 24h, 7d; 0s at once. Default: 24h.")
                    String overlap,
            @Option(
                            names = "--value-file",
                            paramLabel = "FILE",
                            description = "Holds the new value; one is made up without it.")
                    @Nullable String valueFile) {
        Remote remote = options.open();
        ObjectNode body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("overlapSeconds", Spans.of("--overlap", overlap).toSeconds());
        if (valueFile != null) {
            body.put("value", InputFiles.text(valueFile).strip());
        }
        JsonNode rotated = remote.post(path(remote, id) + "/rotate-secret", body);
        String shown =
                rotated.hasNonNull("value")
                        ? "%nits new value, shown this once:%n%s"
                                .formatted(rotated.path("value").asText())
                        : "";
        remote.out()
                .answer(
                        rotated,
                        "secret '%s' has a new value; the old one is taken until %s%s"
                                .formatted(
                                        rotated.path("secret").asText(),
                                        Column.time(rotated.path("previousValidUntil").asText()),
                                        shown));
        return 0;
    }

    private static String path(Remote remote, String id) {
        return remote.org("/triggers/" + Query.encoded(id));
    }
}
