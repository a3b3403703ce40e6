package dev.workrail.bench;

import dev.workrail.bench.history.Traits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// Reads of every kind in turn at a fixed rate, alone and while sessions come at a fixed rate and
/// run: all roles in one process, with everything that was seeded in the views.
final class MixedReads {
    static final String ALONE = "mixed reads, nothing else running";
    static final String MIXED = "mixed reads while sessions run";
    static final String POSTS = "webhooks meanwhile, until accepted";
    static final String ENDED = "sessions ended meanwhile";

    private static final Duration CATCH_UP = Duration.ofMinutes(10);
    private static final int SLOTS = 64;

    private final BenchInstance instance;
    private final ViewTables tables;
    private final WebhookClient webhooks;
    private final List<Function<SplittableRandom, String>> kinds;

    private MixedReads(BenchInstance instance, ViewTables tables, long sessions) throws Exception {
        this.instance = instance;
        this.tables = tables;
        this.webhooks = WebhookClient.of(instance.url().resolve("/hooks/" + Traits.MAIN + "/hook"));
        this.kinds = new ArrayList<>(ReadQueries.of(sessions).values());
    }

    /// Measures with what [SeededInstance] left in `data`.
    static Report run(Path data, long sessions, int reads, int posts, Rounds rounds)
            throws Exception {
        Map<String, String> environment = Replay.environment();
        environment.put("WORKRAIL_WORKER_SLOTS", Integer.toString(SLOTS));
        try (BenchInstance instance = BenchInstance.startIn(data, environment)) {
            MixedReads mixed = new MixedReads(instance, new ViewTables(data), sessions);
            mixed.awaitFirstSession();
            return mixed.measure(reads, posts, sessions, rounds);
        }
    }

    private Report measure(int reads, int posts, long sessions, Rounds rounds) throws Exception {
        Report report =
                new Report(
                        "reads, %d/s of every kind with %,d sessions in the views and %d sessions/s coming"
                                .formatted(reads, sessions, posts),
                        List.of(ALONE, MIXED, POSTS, ENDED));
        Duration time = Duration.ofSeconds(rounds.seconds);
        for (int round = 0; round <= rounds.count; round++) {
            Report into = round == 0 ? new Report("", List.of()) : report;
            System.err.printf("mixed, %s …%n", round == 0 ? "warming up" : "round " + round);
            into.add(ALONE, Load.atRate(reads, time, instance::use, this::read));
            together(reads, posts, time, into);
        }
        return report;
    }

    private void together(int reads, int posts, Duration time, Report into) throws Exception {
        AtomicReference<Figures> accepted = new AtomicReference<>();
        long before = ended();
        long start = System.nanoTime();
        Thread posting =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                accepted.set(Load.atRate(posts, time, Load.NO_PROCESS, this::post));
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        into.add(MIXED, Load.atRate(reads, time, instance::use, this::read));
        posting.join();
        double seconds = (System.nanoTime() - start) / 1e9;
        into.add(ENDED, new Figures((ended() - before) / seconds, 0, 0, 0, 0, 0, 0));
        into.add(POSTS, accepted.get());
    }

    private Duration read(int connection, long number) throws Exception {
        SplittableRandom random = new SplittableRandom(number);
        String path = kinds.get((int) (number % kinds.size())).apply(random);
        long start = System.nanoTime();
        instance.api().text(path);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private Duration post(int connection, long number) throws Exception {
        long start = System.nanoTime();
        webhooks.post();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /// Sessions that came by webhook and are over, as the views have them.
    private long ended() throws Exception {
        try (Connection connection = tables.connect();
                Statement select = connection.createStatement()) {
            ViewTables.enter(connection, Traits.MAIN.value());
            try (ResultSet row =
                    select.executeQuery(
                            "select count(*) from view.session where trigger_id = 'hook' and outcome is not null")) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /// The dispatcher, which was absent while the logs were seeded, reads them first.
    private void awaitFirstSession() throws Exception {
        System.err.println("waiting until every role has read the seeded logs …");
        long deadline = System.nanoTime() + CATCH_UP.toNanos();
        long before = ended();
        post(0, -1);
        while (ended() == before) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "no session ended within " + CATCH_UP + " of the start");
            }
            Thread.sleep(Duration.ofSeconds(1));
        }
    }
}
