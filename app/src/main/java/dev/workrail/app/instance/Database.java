package dev.workrail.app.instance;

import dev.workrail.app.cli.CommandFailedException;
import dev.workrail.embedded.DatabaseAccess;
import dev.workrail.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// The PostgreSQL an instance uses: its own, or one that was given.
///
/// @param server starts it where it is the instance's own
record Database(
        DatabaseAccess owner, DatabaseAccess app, Callable<? extends AutoCloseable> server) {
    static Database embedded(Path directory) throws IOException {
        EmbeddedDatabase.Access access = EmbeddedDatabase.reserve(directory);
        return new Database(
                access.owner(), access.app(), () -> EmbeddedDatabase.start(directory, 0));
    }

    static Database given(String url) {
        if (!url.startsWith("jdbc:postgresql://")) {
            throw new CommandFailedException(
                    "--database: expected jdbc:postgresql://host[:port]/name, was '%s'"
                            .formatted(url));
        }
        return new Database(
                access(url, "WORKRAIL_DATABASE_OWNER_USERNAME", "WORKRAIL_DATABASE_OWNER_PASSWORD"),
                access(url, "WORKRAIL_DATABASE_USERNAME", "WORKRAIL_DATABASE_PASSWORD"),
                () -> () -> {});
    }

    /// Starts it, where that is ours to do, and brings its schemas to this version.
    AutoCloseable start() throws Exception {
        AutoCloseable started = server.call();
        try {
            Migrations.run(owner.url(), owner.user(), owner.password());
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
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
}
