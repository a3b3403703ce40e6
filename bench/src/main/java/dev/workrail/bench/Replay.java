package dev.workrail.bench;

import dev.workrail.bench.history.PastSessions;
import dev.workrail.bench.history.Traits;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.topic.Topics;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/// Past sessions on their way into the views: written to the logs while nothing reads them, then
/// folded and written into PostgreSQL by the projections of a product that starts behind.
final class Replay {
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int LOOKS_A_WORD = 200;

    private final Path data;
    private final int steps;
    private long written = 0;
    private long endings = 0;
    private Map<String, Long> begin = Map.of();

    /// @param data where the instances keep their data, one after the other
    /// @param steps of each session
    Replay(Path data, int steps) {
        this.data = data;
        this.steps = steps;
    }

    ViewTables tables() {
        return new ViewTables(data);
    }

    /// What ended long ago would be archived at once, a bundle for each session, and the console
    /// would follow the log from a quarter of an hour back: neither is what is measured.
    static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(BenchOrg.unlimited());
        environment.put("WORKRAIL_PROJECTIONS_ARCHIVE_QUIET", "P36500D");
        environment.put("WORKRAIL_CONSOLE_TAIL_REACH", "PT0S");
        return environment;
    }

    /// Sessions so far: their numbers are below.
    long written() {
        return written;
    }

    /// What of one replay was seen.
    ///
    /// @param share of the log's records that were still to come at the first look: projections
    ///   start before the instance says that it is ready
    /// @param took from then to the last batch in PostgreSQL
    record Seen(double share, Duration took, ProcessUse.Used used) {}

    /// Writes the next `sessions` to the logs of an instance without projections.
    void write(long sessions) throws Exception {
        try (BenchInstance instance =
                        BenchInstance.startIn(data, environment(), "--roles", "console");
                PastSessions log = new PastSessions(instance.kafka())) {
            write(log, sessions);
        }
    }

    /// Writes the next `sessions` while projections read.
    void write(PastSessions log, long sessions) throws Exception {
        System.err.printf("writing the logs of %,d sessions …%n", sessions);
        log.write(written, written + sessions, steps);
        endings += PastSessions.ended(written, written + sessions);
        written += sessions;
    }

    /// An instance whose projections go on where the last one's stopped.
    BenchInstance project(String roles) throws Exception {
        return BenchInstance.startIn(data, environment(), "--roles", roles);
    }

    /// Waits until every session written is in the views as it ended.
    Seen await(BenchInstance instance) throws Exception {
        List<String> orgs = Traits.orgs().stream().map(OrgId::value).toList();
        Map<String, Long> ends = ends(instance);
        try (Connection connection = tables().connect()) {
            long start = System.nanoTime();
            ProcessUse before = instance.use();
            double share = share(ViewTables.positions(connection), ends);
            long looks = 0;
            while (!reached(ViewTables.positions(connection), ends)
                    || ViewTables.acceptedAndEnded(connection, orgs) != written + endings) {
                if (++looks % LOOKS_A_WORD == 0) {
                    System.err.printf(
                            "  … %.0f %% of the log is to come%n",
                            100 * share(ViewTables.positions(connection), ends));
                }
                Thread.sleep(LOOK);
            }
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            begin = ends;
            return new Seen(share, took, instance.use().since(before));
        }
    }

    private static boolean reached(Map<String, Long> now, Map<String, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> now.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    /// How much of what was written since the last wait is still to come.
    private double share(Map<String, Long> now, Map<String, Long> ends) {
        long all = 0;
        long open = 0;
        for (Map.Entry<String, Long> end : ends.entrySet()) {
            long from = begin.getOrDefault(end.getKey(), 0L);
            all += end.getValue() - from;
            open += end.getValue() - Math.max(from, now.getOrDefault(end.getKey(), 0L));
        }
        return all == 0 ? 0 : (double) open / all;
    }

    private static Map<String, Long> ends(BenchInstance instance) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", instance.kafka()))) {
            List<String> topics = List.of(Topics.SESSIONS.name(), Topics.SCHEDULING.name());
            Map<TopicPartition, OffsetSpec> asked =
                    admin.describeTopics(topics).allTopicNames().get().values().stream()
                            .flatMap(topic ->
                                    topic.partitions().stream()
                                            .map(partition ->
                                                    new TopicPartition(
                                                            topic.name(), partition.partition())))
                            .collect(
                                    Collectors.toMap(
                                            partition -> partition, _ -> OffsetSpec.latest()));
            return admin.listOffsets(asked).all().get().entrySet().stream()
                    .collect(
                            Collectors.toMap(
                                    end -> end.getKey().toString(),
                                    end -> end.getValue().offset()));
        }
    }
}
