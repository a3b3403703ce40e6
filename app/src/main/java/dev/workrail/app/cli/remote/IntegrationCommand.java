package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `workrail integration`: outside systems, and which secrets are for each.
@Command(
        name = "integration",
        description = "List, show, set and delete integrations; secrets are named, never shown.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.FAILED, ExitCodes.USAGE, ExitCodes.NOT_THERE})
public final class IntegrationCommand {
    @Command(name = "list", description = "Integrations of the org, and what uses them.")
    int list(
            @Mixin RemoteOptions options,
            @Option(names = "--limit", defaultValue = "200", paramLabel = "N") int limit) {
        Remote remote = options.open();
        remote.out()
                .table(
                        remote.list(remote.org("/integrations"), new Query(), limit),
                        List.of(
                                Column.of("INTEGRATION", "/id"),
                                Column.of("PROVIDER", "/provider"),
                                Column.wide("AT", "/baseUrl"),
                                Column.wide("TRIGGERS", "/usedBy/triggers"),
                                Column.wide("WORKSPACES", "/usedBy/workspaces")));
        return 0;
    }

    @Command(name = "show", description = "An integration, the secrets it names, what uses it.")
    int show(@Mixin RemoteOptions options, @Parameters(paramLabel = "INTEGRATION") String id) {
        Remote remote = options.open();
        remote.out().sheet(remote.get(path(remote, id)));
        return 0;
    }

    @Command(
            name = "set",
            description = "Add an integration, or change one; what is not given stays as it is.")
    int set(
            @Mixin RemoteOptions options,
            @Parameters(paramLabel = "INTEGRATION") String id,
            @Option(
                            names = "--provider",
                            paramLabel = "WORD",
                            description = "github, gitlab, jira, pagerduty, slack or generic.")
                    @Nullable String provider,
            @Option(names = "--name", paramLabel = "TEXT") @Nullable String name,
            @Option(names = "--url", paramLabel = "URL", description = "Where it is.")
                    @Nullable String url,
            @Option(
                            names = "--secret",
                            paramLabel = "PURPOSE=NAME",
                            description = "A stored secret with purpose ingest, git or delivery.")
                    @Nullable Map<String, String> secrets) {
        Remote remote = options.open();
        String path = path(remote, id);
        ObjectNode body =
                remote.exists(path)
                        ? changeable(remote.get(path))
                        : JsonNodeFactory.instance.objectNode();
        if (provider != null) {
            body.put("provider", provider);
        }
        if (name != null) {
            body.put("name", name);
        }
        if (url != null) {
            body.put("baseUrl", url);
        }
        if (secrets != null) {
            secrets.forEach(body.withObject("/secrets")::put);
        }
        remote.out().sheet(remote.put(path, body));
        return 0;
    }

    @Command(name = "delete", description = "Delete an integration that nothing uses.")
    int delete(@Mixin RemoteOptions options, @Parameters(paramLabel = "INTEGRATION") String id) {
        Remote remote = options.open();
        remote.delete(path(remote, id));
        remote.out().remark("integration '%s' is gone".formatted(id));
        return 0;
    }

    private static ObjectNode changeable(JsonNode view) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        for (String field : List.of("provider", "name", "baseUrl", "secrets")) {
            if (view.hasNonNull(field)) {
                body.set(field, view.get(field));
            }
        }
        return body;
    }

    private static String path(Remote remote, String id) {
        return remote.org("/integrations/" + Query.encoded(id));
    }
}
