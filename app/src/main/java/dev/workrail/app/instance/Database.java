package dev.workrail.app.instance;

import dev.workrail.app.cli.CommandFailedException;
import dev.workrail.embedded.DatabaseAccess;
import dev.workrail.embedded.EmbeddedDatabase;
import java.nio.file.Path;

/// The PostgreSQL an instance uses: its own, or one that was given.
record Database(String url, DatabaseAccess owner, DatabaseAccess app, AutoCloseable server)
        implements AutoCloseable {
    static Database embedded(Path directory, Progress progress) throws Exception {
        EmbeddedDatabase server =
                progress.during("starting PostgreSQL", () -> EmbeddedDatabase.start(directory, 0));
        return new Database(server.app().url(), server.owner(), server.app(), server);
    }

    static Database given(String url) {
        if (!url.startsWith("jdbc:postgresql://")) {
            throw new CommandFailedException(
                    "--database: expected jdbc:postgresql://host[:port]/name, was '%s'"
                            .formatted(url));
        }
        return new Database(
                url,
                access(url, "WORKRAIL_DATABASE_OWNER_USERNAME", "WORKRAIL_DATABASE_OWNER_PASSWORD"),
                access(url, "WORKRAIL_DATABASE_USERNAME", "WORKRAIL_DATABASE_PASSWORD"),
                () -> {});
    }

    private static DatabaseAccess access(String url, String user, String password) {
        return new DatabaseAccess(url, variable(user), variable(password));
    }

    private static String variable(String name) {
        String value = System.getenv(name);
        if (value == null || value.isEmpty()) {
            throw new CommandFailedException(
                    "--database needs %s in the environment, which is not set".formatted(name));
        }
        return value;
    }

    @Override
    public void close() throws Exception {
        server.close();
    }
}
