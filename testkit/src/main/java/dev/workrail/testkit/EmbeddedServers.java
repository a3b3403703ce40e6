package dev.workrail.testkit;

import dev.workrail.embedded.DatabaseAccess;
import dev.workrail.embedded.EmbeddedBroker;
import dev.workrail.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// Broker and database in this process, on a directory that goes with them.
record EmbeddedServers(Path directory, EmbeddedBroker broker, EmbeddedDatabase database)
        implements Servers {

    static EmbeddedServers start() throws IOException {
        Path directory = Files.createTempDirectory("workrail-test-");
        EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"), 0);
        return new EmbeddedServers(
                directory, broker, EmbeddedDatabase.start(directory.resolve("postgresql"), 0));
    }

    @Override
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public DatabaseAccess owner() {
        return database.owner();
    }

    @Override
    public DatabaseAccess app() {
        return database.app();
    }

    @Override
    public void close() throws IOException {
        database.close();
        broker.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
