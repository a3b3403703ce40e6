package dev.workrail.app.instance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.embedded.DataDirectory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the instance that holds a data directory answers, written down for other commands on the
/// same machine.
public final class RunningInstance {
    private static final String FILE = "instance.json";

    private RunningInstance() {}

    /// @param given `--data-dir`; absent means WORKRAIL_DATA_DIR, else `~/.workrail-auto`
    public static Path dataDirectory(@Nullable Path given) {
        if (given != null) {
            return given.toAbsolutePath().normalize();
        }
        String variable = System.getenv("WORKRAIL_DATA_DIR");
        return variable != null && !variable.isBlank()
                ? Path.of(variable).toAbsolutePath().normalize()
                : Path.of(System.getProperty("user.home"), ".workrail-auto");
    }

    /// The address of the living instance of `dataDirectory`; empty when none runs.
    public static Optional<URI> find(Path dataDirectory) throws IOException {
        Path file = dataDirectory.resolve(FILE);
        // After a kill the file stays, and its process id may be another program's by now.
        if (!Files.isReadable(file) || !DataDirectory.isHeld(dataDirectory)) {
            return Optional.empty();
        }
        JsonNode instance = ContractsJson.read(Files.readAllBytes(file), JsonNode.class);
        boolean alive =
                ProcessHandle.of(instance.path("pid").asLong())
                        .map(ProcessHandle::isAlive)
                        .orElse(false);
        return alive ? Optional.of(URI.create(instance.path("url").asText())) : Optional.empty();
    }

    static void announce(Path dataDirectory, URI url) throws IOException {
        Path written = dataDirectory.resolve(FILE + ".new");
        Files.write(
                written,
                ContractsJson.write(
                        Map.of("pid", ProcessHandle.current().pid(), "url", url.toString())));
        Files.move(
                written,
                dataDirectory.resolve(FILE),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    static void withdraw(Path dataDirectory) throws IOException {
        Files.deleteIfExists(dataDirectory.resolve(FILE));
    }
}
