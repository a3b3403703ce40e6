package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.app.cli.CommandFailedException;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `workrail init`: a first trigger for the repository one is in.
@Command(
        name = "init",
        description =
                "In a repository: pick a trigger, write it into triggers.yml, register it, and print"
                        + " the curl that fires it.",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.FAILED, ExitCodes.USAGE, ExitCodes.NOT_THERE})
public final class InitCommand implements Callable<Integer> {
    private static final int SECRET_BYTES = 32;
    private static final String FILE = "triggers.yml";

    @Mixin RemoteOptions options = new RemoteOptions();

    @Option(
            names = "--template",
            paramLabel = "NAME",
            description = "mr-review, coding-task, discovery or bug-investigation; else asked for.")
    @Nullable String templateName;

    @Option(
            names = "--trigger",
            paramLabel = "ID",
            description = "Id of the trigger; default: the template's name.")
    @Nullable String triggerId;

    @Option(
            names = "--workspace",
            paramLabel = "ID",
            description =
                    "The workspace of the repository; made where there is none. Default: the"
                            + " folder's name.")
    @Nullable String workspaceId;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "The repository; default: the current folder.")
    Path directory = Path.of("");

    @Override
    public Integer call() throws IOException {
        Remote remote = options.open();
        LocalRepository repository = LocalRepository.at(directory.toAbsolutePath().normalize());
        TriggerTemplate template = template();
        String trigger = triggerId == null ? template.id() : triggerId;
        String workspace = workspaceId == null ? repository.id() : workspaceId;
        String path = remote.org("/triggers/" + Query.encoded(trigger));
        if (remote.exists(path)) {
            throw CommandFailedException.foundWrong(
                    "trigger '%s' exists already; choose another with --trigger"
                            .formatted(trigger));
        }
        Path file = repository.root().resolve(FILE);
        String secretName = trigger.replace('-', '_') + "_hook";
        String item = template.item(trigger, workspace, secretName.toUpperCase(Locale.ROOT));
        String before = Files.exists(file) ? Files.readString(file) : null;
        String text = before == null ? "triggers:\n" + item : appended(before, item);
        ensureWorkspace(remote, workspace, repository);
        String secret = newSecret();
        remote.put(
                remote.org("/secrets/ingest/" + Query.encoded(secretName)),
                Map.of("value", secret));
        register(remote, text, trigger, file, item);
        Files.writeString(file, text);
        JsonNode hook = remote.get(path).path("hook");
        String curl =
                SampleCall.of(
                        remote.url(hook.asText()), template.sample(repository.branch()), secret);
        ObjectNode answer =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("trigger", trigger)
                        .put("workspace", workspace)
                        .put("file", file.toString())
                        .put("secretName", secretName)
                        .put("secret", secret)
                        .put("curl", curl);
        remote.out().answer(answer, told(answer));
        return 0;
    }

    private static String told(ObjectNode answer) {
        return """
        trigger '%s' on workspace '%s' is registered, and in %s

        its webhooks are signed with this secret, shown this once:
        %s

        this fires it:
        %s\
        """
                .formatted(
                        answer.path("trigger").asText(),
                        answer.path("workspace").asText(),
                        answer.path("file").asText(),
                        answer.path("secret").asText(),
                        answer.path("curl").asText());
    }

    private TriggerTemplate template() throws IOException {
        String name = templateName == null ? asked() : templateName;
        return TriggerTemplate.of(name)
                .orElseThrow(() ->
                        new CommandFailedException(
                                "--template: expected one of %s, was '%s'"
                                        .formatted(TriggerTemplate.all(), name)));
    }

    private String asked() throws IOException {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new CommandFailedException(
                    "--template: expected one of " + TriggerTemplate.all());
        }
        Output out = options.output();
        for (TriggerTemplate template : TriggerTemplate.values()) {
            out.say("  %-18s %s".formatted(template.id(), template.summary()));
        }
        out.say("template:");
        String typed =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                        .readLine();
        return typed == null ? "" : typed.strip();
    }

    private static void ensureWorkspace(Remote remote, String id, LocalRepository repository) {
        String path = remote.org("/workspaces/" + Query.encoded(id));
        if (!remote.exists(path)) {
            remote.put(
                    path,
                    Map.of("repositoryUrl", repository.url(), "baseBranch", repository.branch()));
        }
    }

    /// The whole file counts, so it is tried before anything of it is registered.
    private static void register(
            Remote remote, String text, String trigger, Path file, String item) {
        String path = remote.org("/triggers.yml");
        JsonNode tried;
        try {
            tried = remote.post(path + "?dryRun=true", text, "application/yaml");
        } catch (CommandFailedException refused) {
            throw CommandFailedException.foundWrong(
                    "%s with the new trigger is refused: %s".formatted(file, refused.getMessage()));
        }
        boolean there = false;
        for (JsonNode created : tried.path("created")) {
            there |= created.asText().equals(trigger);
        }
        if (!there) {
            throw CommandFailedException.foundWrong(
                    "%s does not end with its list of triggers; add this to the list yourself and"
                                    .formatted(file)
                            + " run 'workrail trigger import':\n"
                            + item);
        }
        remote.post(path, text, "application/yaml");
    }

    private static String appended(String before, String item) {
        return before.endsWith("\n") ? before + item : before + "\n" + item;
    }

    private static String newSecret() {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
