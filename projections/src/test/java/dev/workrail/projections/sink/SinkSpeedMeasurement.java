package dev.workrail.projections.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.platform.kafka.EventPublisher;
import dev.workrail.platform.kafka.Received;
import dev.workrail.projections.Projections;
import dev.workrail.projections.session.Story;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.WorkrailBackend;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How fast the sink writes events, beside bare batched upserts of the same rows. Not part of the
/// gate: run it by name, with `-Dsink.events=<count>`.
@WorkrailBackend
class SinkSpeedMeasurement {
    private static final int EVENTS_A_SEGMENT = 4;
    private static final int SEGMENTS_A_SESSION = 25;
    private static final int RECORDS_A_BATCH = 500;

    @Test
    void shouldWriteEventsAtAGoodPartOfTheBareRate(Backend backend, @TempDir Path directory)
            throws Exception {
        int events = Integer.getInteger("sink.events", 200_000);
        try (Projections projections = new Projections(backend, directory);
                EventPublisher publisher = projections.kafka().publisher("measure")) {
            bare(backend, events / 4);
            double bare = bare(backend, events);
            ViewSink sink =
                    new ViewSink(
                            projections.database().tenants(),
                            projections.database().pool(),
                            new PoisonedRows(
                                    projections.kafka().deadLetters(publisher, "projections")),
                            projections.signer(),
                            Duration.ofMinutes(10),
                            Duration.ofDays(7));
            double through = through(sink, events);
            System.out.printf(
                    "MEASURED bare %.0f events/s, sink %.0f events/s, %.0f %%%n",
                    bare, through, 100 * through / bare);
            assertThat(through).isPositive();
        }
    }

    private static double through(ViewSink sink, int events) throws Exception {
        long base = sink.startOf(Batches.LOG).orElseThrow();
        long nanos = 0;
        int done = 0;
        int session = 0;
        while (done < events) {
            List<Received<Object>> batch = new ArrayList<>();
            while (batch.size() < RECORDS_A_BATCH) {
                List<Received<Object>> records =
                        Batches.log(story("sess_" + session++), base + batch.size());
                batch.addAll(records);
                done += (records.size() - 1) * EVENTS_A_SEGMENT;
            }
            long from = System.nanoTime();
            sink.handle(Batches.LOG, batch, base, base + batch.size());
            nanos += System.nanoTime() - from;
            base += batch.size();
        }
        return done / (nanos / 1e9);
    }

    private static Story story(String session) {
        Story story = new Story("acme", session).queued().running();
        for (int i = 0; i < SEGMENTS_A_SESSION; i++) {
            List<SessionEvent> events = new ArrayList<>();
            for (int j = 0; j < EVENTS_A_SEGMENT; j++) {
                events.add(event(j));
            }
            story.segment(events, List.of());
        }
        return story;
    }

    private static SessionEvent event(int number) {
        return new SessionEvent.ToolCallStarted(
                "call_" + number, "Bash", "mvn -B -o -q test -Dtest=ParserTest");
    }

    /// One row an event, a thousand a batch, a transaction a batch; no org, no position, no
    /// archive.
    private static double bare(Backend backend, int events) throws Exception {
        String json = new String(ContractsJson.write(event(1)), StandardCharsets.UTF_8);
        OffsetDateTime at = OffsetDateTime.ofInstant(Story.BEGIN, ZoneOffset.UTC);
        try (Connection connection = backend.appDataSource().getConnection()) {
            connection.setAutoCommit(false);
            long from = System.nanoTime();
            int done = 0;
            while (done < events) {
                try (PreparedStatement org =
                                connection.prepareStatement(
                                        "select set_config('workrail.org', 'bare', true)");
                        PreparedStatement insert =
                                connection.prepareStatement(
                                        """
                                        insert into view.session_event (session_id, log_offset, item,
                                            source, kind, event_id, event_index, run_id, node_id,
                                            epoch, at, data)
                                        values (?, ?, ?, 'event', 'tool_call_started', ?, ?, 'run_1',
                                            null, 1, ?, ?::jsonb) on conflict do nothing\
                                        """)) {
                    org.execute();
                    for (int i = 0; i < 1000; i++, done++) {
                        insert.setString(1, "sess_" + events + "_" + done / 100);
                        insert.setLong(2, done / 4);
                        insert.setInt(3, done % 4);
                        insert.setString(4, "evt_" + done);
                        insert.setLong(5, done);
                        insert.setObject(6, at);
                        insert.setString(7, json);
                        insert.addBatch();
                    }
                    insert.executeBatch();
                }
                connection.commit();
            }
            return done / ((System.nanoTime() - from) / 1e9);
        }
    }
}
