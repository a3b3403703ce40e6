package dev.workrail.bench;

import dev.workrail.app.client.ApiClient;
import dev.workrail.bench.history.PastSessions;
import dev.workrail.bench.history.Traits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// An instance whose views hold past sessions.
final class SeededInstance implements AutoCloseable {
    private static final String MARK = "seeded";
    private static final String ROLES = "projections,console";

    /// How far projections may be behind the writer: what they read then is still in memory.
    private static final long AT_ONCE = 50_000;

    private final BenchInstance instance;
    private final ViewTables tables;

    private SeededInstance(BenchInstance instance, ViewTables tables) {
        this.instance = instance;
        this.tables = tables;
    }

    /// Starts one with so many sessions, seeding them unless `data` has them from an earlier run.
    static SeededInstance with(Path data, long sessions, int steps) throws Exception {
        Path mark = data.resolve(MARK);
        Replay replay = new Replay(data, steps);
        BenchInstance instance = replay.project(ROLES);
        ViewTables tables = new ViewTables(data);
        try {
            if (Files.notExists(mark)) {
                BenchOrg.create(instance.api(), Traits.MAIN.value()).trivialTrigger(instance.url());
                seed(replay, instance, sessions);
                settle(tables);
                Files.writeString(mark, Long.toString(sessions));
            } else if (!Files.readString(mark).equals(Long.toString(sessions))) {
                throw new IllegalArgumentException(
                        "expected %d sessions in %s, were %s"
                                .formatted(sessions, data, Files.readString(mark)));
            }
            return new SeededInstance(instance, tables);
        } catch (Exception e) {
            instance.close();
            throw e;
        }
    }

    private static void seed(Replay replay, BenchInstance instance, long sessions)
            throws Exception {
        long start = System.nanoTime();
        try (PastSessions log = new PastSessions(instance.kafka())) {
            while (replay.written() < sessions) {
                replay.write(log, Math.min(AT_ONCE, sessions - replay.written()));
                replay.await(instance);
                double seconds = (System.nanoTime() - start) / 1e9;
                System.err.printf(
                        "  %,d sessions in the views after %.0f s, %.0f/s%n",
                        replay.written(), seconds, replay.written() / seconds);
            }
        }
    }

    /// What the database does by itself within minutes: statistics, and which pages all may see.
    private static void settle(ViewTables tables) throws IOException, SQLException {
        try (Connection connection = tables.connect();
                Statement statement = connection.createStatement()) {
            for (String table : List.of("session", "session_word", "session_event")) {
                statement.execute("vacuum (analyze) view." + table);
            }
        }
    }

    /// An operator, who is an owner of every org.
    ApiClient api() {
        return instance.api();
    }

    ViewTables tables() {
        return tables;
    }

    @Override
    public void close() throws IOException {
        instance.close();
    }
}
