package dev.workrail.testkit.process;

import dev.workrail.embedded.EmbeddedBroker;
import dev.workrail.embedded.EmbeddedDatabase;
import java.nio.file.Path;

/// A broker or a database in a process of its own, to be killed without anyone who uses it. Says
/// where it is as an instance does. Started by [InstanceProcess].
final class ServerHost {
    static final String BROKER = "broker";
    static final String DATABASE = "database";

    private ServerHost() {}

    public static void main(String[] args) throws Exception {
        AutoCloseable server =
                switch (args[0]) {
                    case BROKER -> broker(Path.of(args[1]));
                    case DATABASE -> database(Path.of(args[1]));
                    default -> throw new IllegalArgumentException("no such server: " + args[0]);
                };
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
        Thread.currentThread().join();
    }

    private static AutoCloseable broker(Path directory) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
        System.out.println(InstanceProcess.READY + "kafka://" + broker.bootstrapServers());
        return broker;
    }

    private static AutoCloseable database(Path directory) throws Exception {
        EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0);
        System.out.println(InstanceProcess.READY + database.app().url());
        return database;
    }

    private static void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException("the server did not stop", e);
        }
    }
}
