package dev.workrail.testkit.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.stream.Stream;

/// The data directory of a running instance: where its broker and database answer, and what another
/// process needs to join it.
public record InstanceData(Path path) {
    /// The broker, as `host:port`.
    public String kafka() throws IOException {
        return "127.0.0.1:" + property(path.resolve("kafka/ports.properties"), "broker");
    }

    /// The database, as a JDBC URL; fails where the instance has none of its own.
    public String database() throws IOException {
        return "jdbc:postgresql://127.0.0.1:%s/workrail"
                .formatted(property(path.resolve("postgres/ports.properties"), "postgres"));
    }

    public boolean hasDatabase() {
        return Files.exists(path.resolve("postgres/users.properties"));
    }

    /// The environment of a process that joins the instance: its keys, its blobs and, where it has
    /// one, the users of its database.
    public Map<String, String> environment() throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("WORKRAIL_SECRETS_KEYS_DIR", path.resolve("keys").toString());
        environment.put("WORKRAIL_BLOBS_DIRECTORY", path.resolve("blobs").toString());
        if (hasDatabase()) {
            Path users = path.resolve("postgres/users.properties");
            environment.put("WORKRAIL_DATABASE_OWNER_USERNAME", "workrail_owner");
            environment.put("WORKRAIL_DATABASE_OWNER_PASSWORD", property(users, "workrail_owner"));
            environment.put("WORKRAIL_DATABASE_USERNAME", "workrail_app");
            environment.put("WORKRAIL_DATABASE_PASSWORD", property(users, "workrail_app"));
        }
        return environment;
    }

    /// The process of its PostgreSQL server, which is no child of the instance's own: it was put in
    /// the background.
    public OptionalLong postmaster() throws IOException {
        Path file = path.resolve("postgres/data/postmaster.pid");
        if (Files.notExists(file)) {
            return OptionalLong.empty();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.limit(1).mapToLong(Long::parseLong).findFirst();
        }
    }

    private static String property(Path file, String name) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        return Objects.requireNonNull(properties.getProperty(name), name + " in " + file);
    }
}
