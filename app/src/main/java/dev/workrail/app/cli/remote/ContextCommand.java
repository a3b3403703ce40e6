package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.app.cli.CommandFailedException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `workrail context`: the servers that `login` kept.
@Command(
        name = "context",
        description = "List, choose and forget the servers you logged in to.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.FAILED, ExitCodes.USAGE, ExitCodes.NOT_THERE})
public final class ContextCommand {
    @Command(name = "list", description = "All contexts; * marks the current one.")
    int list(@Mixin RemoteOptions remote) {
        Contexts contexts = Contexts.read(RemoteOptions.file());
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode items = page.putArray("items");
        contexts.contexts()
                .forEach((name, context) ->
                        items.addObject()
                                .put("current", name.equals(contexts.current()))
                                .put("name", name)
                                .put("server", context.server())
                                .put("org", context.org()));
        remote.output()
                .table(
                        page,
                        List.of(
                                new Column(
                                        "",
                                        item -> item.path("current").asBoolean() ? "*" : " ",
                                        false),
                                Column.of("NAME", "/name"),
                                Column.wide("SERVER", "/server"),
                                Column.of("ORG", "/org")));
        return 0;
    }

    @Command(name = "use", description = "Make a context the current one.")
    int use(@Mixin RemoteOptions remote, @Parameters(paramLabel = "NAME") String name) {
        Contexts contexts = Contexts.read(RemoteOptions.file());
        contexts.with(name, found(contexts, name)).write(RemoteOptions.file());
        remote.output().say("context '%s' is current".formatted(name));
        return 0;
    }

    @Command(name = "remove", description = "Forget a context and its key.")
    int remove(@Mixin RemoteOptions remote, @Parameters(paramLabel = "NAME") String name) {
        Contexts contexts = Contexts.read(RemoteOptions.file());
        found(contexts, name);
        contexts.without(name).write(RemoteOptions.file());
        remote.output().say("context '%s' is gone; its key stays valid".formatted(name));
        return 0;
    }

    private static Contexts.Context found(Contexts contexts, String name) {
        return contexts.find(name)
                .orElseThrow(() ->
                        CommandFailedException.notThere(
                                "there is no context '%s'; see 'workrail context list'"
                                        .formatted(name)));
    }
}
