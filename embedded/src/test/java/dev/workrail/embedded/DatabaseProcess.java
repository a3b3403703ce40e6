package dev.workrail.embedded;

import java.nio.file.Path;

/// Started by tests as a process of its own, to be killed: starts the database and waits for ever.
final class DatabaseProcess {
    private DatabaseProcess() {}

    public static void main(String[] args) throws Exception {
        EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(args[0]), 0);
        System.out.println("started " + database.owner().url());
        Thread.currentThread().join();
    }
}
