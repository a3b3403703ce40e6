package dev.workrail.app.cli.remote;

import dev.workrail.app.cli.CommandFailedException;
import dev.workrail.app.client.ApiClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Which server a command talks to, as whom, about which org, and how it answers.
///
/// Options win over the environment (`WORKRAIL_SERVER`, `WORKRAIL_ORG`, `WORKRAIL_API_KEY`,
/// `WORKRAIL_CONTEXT`), which wins over the context that `login` wrote.
public final class RemoteOptions {
    static final String KEY_VARIABLE = "WORKRAIL_API_KEY";

    @Spec(Spec.Target.MIXEE)
    CommandSpec command = CommandSpec.create();

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "A context of 'workrail context list'; default: the current one.")
    @Nullable String context;

    @Option(names = "--server", paramLabel = "URL", description = "Where the server answers.")
    @Nullable String server;

    @Option(names = "--org", paramLabel = "ORG", description = "The org it is about.")
    @Nullable String org;

    @Option(names = "--json", description = "Answer in JSON, as the API has it.")
    boolean json;

    /// A connection as the options, the environment and the context say.
    ///
    /// @throws CommandFailedException where no server or key is known
    Remote open() {
        Map<String, String> environment = System.getenv();
        Contexts.Context known = known(environment);
        String at = first(server, environment.get("WORKRAIL_SERVER"), known.server());
        String key = first(environment.get(KEY_VARIABLE), known.key());
        if (at == null || key == null) {
            throw new CommandFailedException(
                    "not logged in: run 'workrail login', or set WORKRAIL_SERVER and "
                            + KEY_VARIABLE);
        }
        return new Remote(
                new ApiClient(address(at), key),
                first(org, environment.get("WORKRAIL_ORG"), known.org()),
                output());
    }

    /// Signs in with an account.
    ///
    /// @return the sign-in's token, which is sent as an API key is
    String signedIn(URI at, String email, String password) {
        return new Remote(new ApiClient(at, null), null, output()).signIn(email, password);
    }

    Output output() {
        return Output.of(command.commandLine(), json);
    }

    /// The file of contexts of whoever runs the command.
    static Path file() {
        return Contexts.file(System.getenv());
    }

    /// @throws CommandFailedException where it is no address of a server
    static URI address(String text) {
        try {
            URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http && uri.getHost() != null && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(
                    "--server: expected http(s)://host:port, was '%s'".formatted(text));
        }
        throw new CommandFailedException(
                "--server: expected http(s)://host:port, was '%s'".formatted(text));
    }

    private Contexts.Context known(Map<String, String> environment) {
        Contexts contexts = Contexts.read(file());
        String name = first(context, environment.get("WORKRAIL_CONTEXT"));
        if (name != null && contexts.find(name).isEmpty()) {
            throw CommandFailedException.notThere(
                    "there is no context '%s'; see 'workrail context list'".formatted(name));
        }
        return contexts.find(name).orElse(new Contexts.Context("", null, null));
    }

    static @Nullable String first(@Nullable String... values) {
        for (String value : values) {
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        return null;
    }
}
