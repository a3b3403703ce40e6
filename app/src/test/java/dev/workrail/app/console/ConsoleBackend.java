package dev.workrail.app.console;

import dev.workrail.app.instance.Migrations;
import dev.workrail.embedded.DatabaseAccess;
import dev.workrail.embedded.EmbeddedBroker;
import dev.workrail.embedded.EmbeddedDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Broker and database of the tests, which the application finds as it finds any other.
public final class ConsoleBackend implements QuarkusTestResourceLifecycleManager {
    private EmbeddedBroker broker;
    private EmbeddedDatabase database;
    private String roles = "console";

    @Override
    public void init(Map<String, String> arguments) {
        roles = arguments.getOrDefault("roles", roles);
    }

    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory("workrail-console");
            broker = EmbeddedBroker.start(directory.resolve("kafka"), 0);
            database = EmbeddedDatabase.start(directory.resolve("postgres"), 0);
            DatabaseAccess owner = database.owner();
            Migrations.run(owner.url(), owner.user(), owner.password());
            DatabaseAccess app = database.app();
            return Map.of(
                    "workrail.roles", roles,
                    "workrail.data-dir", directory.toString(),
                    "workrail.one-machine", "true",
                    "workrail.kafka.bootstrap-servers", broker.bootstrapServers(),
                    "workrail.projections.state-dir", directory.resolve("streams").toString(),
                    "workrail.console.stream-check", "1s",
                    "workrail.console.setup-token-file",
                            directory.resolve("setup-token").toString(),
                    "quarkus.datasource.jdbc.url", app.url(),
                    "quarkus.datasource.username", app.user(),
                    "quarkus.datasource.password", app.password());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        try {
            database.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            broker.close();
        }
    }
}
