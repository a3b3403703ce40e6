package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.app.cli.CommandFailedException;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.json.MalformedJsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The servers a person works with, by name, in `$XDG_CONFIG_HOME/workrail/contexts.json` (else
/// `~/.config/workrail/`), which only they can read: it holds API keys.
///
/// Written as a whole and moved into place. Immutable.
record Contexts(@Nullable String current, Map<String, Context> contexts) {
    private static final Set<PosixFilePermission> MINE_ALONE =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER =
            PosixFilePermissions.fromString("rwx------");

    /// One server as someone.
    ///
    /// @param server where it answers, without a path
    /// @param key API key; absent after a log-out
    record Context(String server, @Nullable String org, @Nullable String key) {
        /// Says nothing of the key.
        @Override
        public String toString() {
            return "Context[" + server + ", " + org + "]";
        }
    }

    Contexts {
        contexts = new TreeMap<>(contexts);
    }

    static Path file(Map<String, String> environment) {
        String xdg = environment.get("XDG_CONFIG_HOME");
        Path base =
                xdg != null && Path.of(xdg).isAbsolute()
                        ? Path.of(xdg)
                        : Path.of(System.getProperty("user.home"), ".config");
        return base.resolve("workrail").resolve("contexts.json");
    }

    /// Empty where there is no file yet.
    static Contexts read(Path file) {
        if (Files.notExists(file)) {
            return new Contexts(null, Map.of());
        }
        try {
            JsonNode root = ContractsJson.read(Files.readAllBytes(file), JsonNode.class);
            Map<String, Context> contexts = new TreeMap<>();
            root.path("contexts")
                    .properties()
                    .forEach(entry -> contexts.put(entry.getKey(), context(entry.getValue())));
            return new Contexts(root.path("current").textValue(), contexts);
        } catch (IOException | MalformedJsonException e) {
            throw new CommandFailedException(
                    "%s cannot be read: %s; mend it or remove it".formatted(file, e.getMessage()));
        }
    }

    private static Context context(JsonNode node) {
        return new Context(
                node.path("server").asText(),
                node.path("org").textValue(),
                node.path("key").textValue());
    }

    Optional<Context> find(@Nullable String name) {
        String wanted = name == null ? current : name;
        return wanted == null ? Optional.empty() : Optional.ofNullable(contexts.get(wanted));
    }

    /// With one more or changed context, which becomes the current one.
    Contexts with(String name, Context context) {
        Map<String, Context> more = new TreeMap<>(contexts);
        more.put(name, context);
        return new Contexts(name, more);
    }

    Contexts without(String name) {
        Map<String, Context> fewer = new TreeMap<>(contexts);
        fewer.remove(name);
        return new Contexts(name.equals(current) ? null : current, fewer);
    }

    void write(Path file) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        if (current != null) {
            root.put("current", current);
        }
        root.set("contexts", ContractsJson.toTree(contexts));
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (Files.notExists(folder)) {
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
            }
            Path written =
                    Files.createTempFile(
                            folder,
                            "contexts",
                            ".new",
                            PosixFilePermissions.asFileAttribute(MINE_ALONE));
            Files.write(written, root.toPrettyString().getBytes(StandardCharsets.UTF_8));
            Files.move(
                    written,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CommandFailedException(
                    "%s cannot be written: %s".formatted(file, e.getMessage()));
        }
    }
}
