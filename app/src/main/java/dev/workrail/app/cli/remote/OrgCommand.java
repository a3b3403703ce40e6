package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.app.cli.CommandFailedException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `workrail org`: orgs, their limits, policies and pause.
@Command(
        name = "org",
        description = "List, choose, make, limit, pause, clean up, export and delete orgs.",
        subcommands = {
            OrgExportCommand.class,
            OrgRetentionCommand.class,
            OrgCleanUpCommand.class,
            OrgDeleteCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.FAILED, ExitCodes.USAGE, ExitCodes.NOT_THERE})
public final class OrgCommand {
    @Command(name = "list", description = "The orgs you belong to; all of them for an operator.")
    int list(
            @Mixin RemoteOptions options,
            @Option(names = "--limit", defaultValue = "200", paramLabel = "N") int limit) {
        Remote remote = options.open();
        remote.out()
                .table(
                        remote.list("/orgs", new Query(), limit),
                        List.of(
                                Column.of("ORG", "/org"),
                                Column.wide("NAME", "/name"),
                                Column.time("CREATED", "/createdAt")));
        return 0;
    }

    @Command(name = "show", description = "An org and its limits.")
    int show(@Mixin RemoteOptions options) {
        Remote remote = options.open();
        remote.out().sheet(remote.get(remote.org("")));
        return 0;
    }

    @Command(name = "use", description = "Make an org the one that commands are about.")
    int use(@Mixin RemoteOptions options, @Parameters(paramLabel = "ORG") String org) {
        Remote remote = options.open();
        JsonNode found = remote.get("/orgs/" + Query.encoded(org));
        Contexts contexts = Contexts.read(RemoteOptions.file());
        String name = RemoteOptions.first(options.context, contexts.current());
        Contexts.Context context =
                contexts.find(name)
                        .orElseThrow(() ->
                                new CommandFailedException(
                                        "there is no context to keep it in: run 'workrail login'"));
        contexts.with(
                        String.valueOf(name),
                        new Contexts.Context(context.server(), org, context.key()))
                .write(RemoteOptions.file());
        remote.out().answer(found, "org '%s' is current".formatted(org));
        return 0;
    }

    @Command(
            name = "create",
            description = "Make an org (operators only). Shows its owner's key this once.")
    int create(
            @Mixin RemoteOptions options,
            @Parameters(paramLabel = "ORG", description = "A slug, for good.") String org,
            @Option(names = "--name", paramLabel = "TEXT") @Nullable String name,
            @Option(names = "--owner", paramLabel = "TEXT", description = "Name of its owner.")
                    @Nullable String owner) {
        Remote remote = options.open();
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("id", org);
        body.put("name", name == null ? org : name);
        if (owner != null) {
            body.put("owner", owner);
        }
        JsonNode made = remote.post("/orgs", body);
        remote.out()
                .answer(
                        made,
                        "org '%s' made; its owner's API key, shown this once:%n%s"
                                .formatted(org, made.at("/ownerKey/secret").asText()));
        return 0;
    }

    @Command(
            name = "pause",
            description = "Let nothing new of the org start; events are taken and wait.")
    int pause(
            @Mixin RemoteOptions options,
            @Option(names = "--reason", required = true, paramLabel = "TEXT") String reason) {
        Remote remote = options.open();
        return Pausing.pause(remote, remote.org(""), reason, "org '" + remote.orgId() + "'");
    }

    @Command(name = "resume", description = "Let what waits in the org start.")
    int resume(
            @Mixin RemoteOptions options,
            @Option(names = "--reason", paramLabel = "TEXT") @Nullable String reason) {
        Remote remote = options.open();
        return Pausing.resume(remote, remote.org(""), reason, "org '" + remote.orgId() + "'");
    }

    @Command(name = "limits", description = "Change limits of the org; what is not given stays.")
    int limits(@Mixin RemoteOptions options, @Mixin LimitOptions given) {
        Remote remote = options.open();
        JsonNode now = remote.get(remote.org(""));
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        for (String kept : List.of("name", "ingestRate")) {
            if (now.hasNonNull(kept)) {
                body.set(kept, now.get(kept));
            }
        }
        given.put(body, now);
        remote.out().sheet(remote.put(remote.org(""), body));
        return 0;
    }

    @Command(name = "policies", description = "Every policy of the org, and what each is of.")
    int policies(
            @Mixin RemoteOptions options,
            @Option(names = "--limit", defaultValue = "200", paramLabel = "N") int limit) {
        Remote remote = options.open();
        remote.out()
                .table(
                        remote.list(remote.org("/policies"), new Query(), limit),
                        List.of(
                                Column.of("LEVEL", "/level"),
                                Column.of("OF", "/of"),
                                Column.wide("REQUIRED GATES", "/requiredGates"),
                                Column.time("CHANGED", "/updatedAt")));
        return 0;
    }

    @Command(
            name = "policy",
            description =
                    "Show, set or remove which gates every change of the org must pass; with --tier"
                            + " those of sessions of a model tier.")
    int policy(
            @Mixin RemoteOptions options,
            @Option(
                            names = "--tier",
                            paramLabel = "TIER",
                            description = "lightweight, mid or heavy.")
                    @Nullable String tier,
            @Mixin PolicyOptions policy) {
        Remote remote = options.open();
        return policy.run(remote, remote.org(tier == null ? "" : "/tiers/" + Query.encoded(tier)));
    }

    @Command(name = "cleanups", description = "Clean-ups, newest first, and what each erased.")
    int cleanUps(
            @Mixin RemoteOptions options,
            @Option(names = "--limit", defaultValue = "20", paramLabel = "N") int limit) {
        Remote remote = options.open();
        remote.out()
                .table(
                        remote.list(remote.org("/retention/runs"), new Query(), limit),
                        List.of(
                                Column.of("RUN", "/id"),
                                Column.time("STARTED", "/startedAt"),
                                Column.of("STATE", "/state"),
                                Column.wide("BY", "/askedBy"),
                                Column.of("DAYS", "/sessionDays"),
                                Column.of("TREES", "/trees"),
                                Column.of("SESSIONS", "/sessions")));
        return 0;
    }

    @Command(
            name = "deleted",
            description = "Deleted orgs, and how far each is erased (operators).")
    int deleted(
            @Mixin RemoteOptions options,
            @Option(names = "--limit", defaultValue = "200", paramLabel = "N") int limit) {
        Remote remote = options.open();
        remote.out()
                .table(
                        remote.list("/deleted-orgs", new Query(), limit),
                        List.of(
                                Column.of("ORG", "/org"),
                                Column.of("STATE", "/state"),
                                Column.time("DELETED", "/askedAt"),
                                Column.wide("BY", "/askedBy"),
                                Column.of("ROWS", "/rows"),
                                Column.of("BLOBS", "/blobs"),
                                Column.time("ERASED", "/finishedAt")));
        return 0;
    }
}
