package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.app.cli.CommandFailedException;
import dev.workrail.app.client.ApiClient;
import dev.workrail.app.client.OperatorKey;
import dev.workrail.app.instance.RunningInstance;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `workrail login`: keeps a server and a key under a name.
@Command(
        name = "login",
        description = "Keep a server, an org and an API key for the commands that follow.",
        footer = {
            "",
            "The key comes from WORKRAIL_API_KEY, else it is asked for (or read from standard input).",
            "It is kept in $XDG_CONFIG_HOME/workrail/contexts.json, readable by you alone."
        },
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.FAILED, ExitCodes.USAGE, ExitCodes.NOT_THERE})
public final class LoginCommand implements Callable<Integer> {
    @Mixin RemoteOptions remote = new RemoteOptions();

    @Option(
            names = "--local",
            description =
                    "Log in to the instance on this machine, as its operator: no key is asked for.")
    boolean local;

    @Option(
            names = "--email",
            paramLabel = "EMAIL",
            description = "Sign in with your account; the password is asked for.")
    @Nullable String email;

    @Option(
            names = "--data-dir",
            paramLabel = "D",
            description = "Of the instance on this machine. Default: as for 'up'.")
    @Nullable Path dataDir;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path data = RunningInstance.dataDirectory(dataDir);
        URI server = server(data);
        String key = local ? OperatorKey.of(server, data) : key(server);
        Remote here = new Remote(new ApiClient(server, key), null, remote.output());
        JsonNode me = here.get("/me");
        String org = org(here);
        String name =
                remote.context == null ? (local ? "local" : server.getHost()) : remote.context;
        Contexts.read(RemoteOptions.file())
                .with(name, new Contexts.Context(server.toString(), org, key))
                .write(RemoteOptions.file());
        here.out()
                .answer(
                        me,
                        "logged in to %s as %s%s; context '%s'"
                                .formatted(
                                        server,
                                        me.path("name").asText(),
                                        org == null
                                                ? ", no org chosen yet (workrail org use ORG)"
                                                : ", org " + org,
                                        name));
        return 0;
    }

    private URI server(Path data) throws IOException {
        String given = RemoteOptions.first(remote.server, System.getenv("WORKRAIL_SERVER"));
        if (given != null) {
            return RemoteOptions.address(given);
        }
        return RunningInstance.find(data)
                .orElseThrow(() ->
                        new CommandFailedException(
                                "no instance runs on "
                                        + data
                                        + "; give --server, or start one with 'workrail up'"));
    }

    private String key(URI server) throws IOException, InterruptedException {
        if (email != null) {
            return remote.signedIn(server, email, Asked.secret("password"));
        }
        String variable = System.getenv(RemoteOptions.KEY_VARIABLE);
        return variable == null || variable.isBlank() ? Asked.secret("API key") : variable.strip();
    }

    /// The one asked for, else the only one there is.
    private @Nullable String org(Remote here) {
        List<String> orgs =
                StreamSupport.stream(
                                here.list("/orgs", new Query(), 2).path("items").spliterator(),
                                false)
                        .map(item -> item.path("org").asText())
                        .toList();
        String asked = RemoteOptions.first(remote.org, System.getenv("WORKRAIL_ORG"));
        if (asked != null) {
            here.get("/orgs/" + Query.encoded(asked));
            return asked;
        }
        return orgs.size() == 1 ? orgs.getFirst() : null;
    }
}
