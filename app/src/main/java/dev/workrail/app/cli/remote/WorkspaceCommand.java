package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `workrail workspace`: repositories and how work in them is done.
@Command(
        name = "workspace",
        description = "List, show, set and delete workspaces.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.FAILED, ExitCodes.USAGE, ExitCodes.NOT_THERE})
public final class WorkspaceCommand {
    @Command(name = "list", description = "Workspaces of the org.")
    int list(
            @Mixin RemoteOptions options,
            @Option(names = "--limit", defaultValue = "200", paramLabel = "N") int limit) {
        Remote remote = options.open();
        remote.out()
                .table(
                        remote.list(remote.org("/workspaces"), new Query(), limit),
                        List.of(
                                Column.of("WORKSPACE", "/id"),
                                Column.wide("REPOSITORY", "/repositoryUrl"),
                                Column.of("BASE", "/baseBranch"),
                                Column.wide("TEST COMMAND", "/testCommand")));
        return 0;
    }

    @Command(name = "show", description = "A workspace with all its settings.")
    int show(@Mixin RemoteOptions options, @Parameters(paramLabel = "WORKSPACE") String id) {
        Remote remote = options.open();
        remote.out().sheet(remote.get(path(remote, id)));
        return 0;
    }

    @Command(
            name = "set",
            description = "Add a workspace, or change one; what is not given stays as it is.")
    int set(
            @Mixin RemoteOptions options,
            @Parameters(paramLabel = "WORKSPACE") String id,
            @Option(names = "--repository", paramLabel = "URL") @Nullable String repository,
            @Option(names = "--base-branch", paramLabel = "BRANCH") @Nullable String baseBranch,
            @Option(
                            names = "--credential",
                            paramLabel = "NAME",
                            description =
                                    "A stored secret with purpose git, or integration:ID for the one"
                                            + " that an integration names.")
                    @Nullable String credential,
            @Option(
                            names = "--test-command",
                            paramLabel = "COMMAND",
                            description = "Run in a clean checkout; exit 0 passes the gate.")
                    @Nullable String testCommand,
            @Option(
                            names = "--file",
                            paramLabel = "FILE",
                            description = "JSON as the API takes it; - for standard input.")
                    @Nullable String file) {
        Remote remote = options.open();
        String path = path(remote, id);
        ObjectNode body =
                file != null
                        ? InputFiles.object(file)
                        : remote.exists(path)
                                ? changeable(remote.get(path))
                                : JsonNodeFactory.instance.objectNode();
        put(body, "repositoryUrl", repository);
        put(body, "baseBranch", baseBranch);
        put(body, "credential", credential);
        put(body, "testCommand", testCommand);
        remote.out().sheet(remote.put(path, body));
        return 0;
    }

    @Command(
            name = "limits",
            description = "Change limits of a workspace; what is not given stays.")
    int limits(
            @Mixin RemoteOptions options,
            @Parameters(paramLabel = "WORKSPACE") String id,
            @Mixin LimitOptions given) {
        Remote remote = options.open();
        JsonNode now = remote.get(path(remote, id));
        ObjectNode body = changeable(now);
        given.put(body, now);
        remote.out().sheet(remote.put(path(remote, id), body));
        return 0;
    }

    @Command(
            name = "policy",
            description = "Show, set or remove which gates changes in a workspace must pass.")
    int policy(
            @Mixin RemoteOptions options,
            @Parameters(paramLabel = "WORKSPACE") String id,
            @Mixin PolicyOptions policy) {
        Remote remote = options.open();
        return policy.run(remote, path(remote, id));
    }

    @Command(name = "delete", description = "Delete a workspace that no trigger names.")
    int delete(@Mixin RemoteOptions options, @Parameters(paramLabel = "WORKSPACE") String id) {
        Remote remote = options.open();
        remote.delete(path(remote, id));
        remote.out().remark("workspace '%s' is gone".formatted(id));
        return 0;
    }

    private static ObjectNode changeable(JsonNode view) {
        ObjectNode body = view.deepCopy();
        return body.remove(List.of("id", "version", "createdAt", "updatedAt"));
    }

    private static void put(ObjectNode body, String field, @Nullable String value) {
        if (value != null) {
            body.put(field, value);
        }
    }

    private static String path(Remote remote, String id) {
        return remote.org("/workspaces/" + Query.encoded(id));
    }
}
