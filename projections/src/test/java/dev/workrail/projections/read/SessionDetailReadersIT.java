package dev.workrail.projections.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.workrail.contracts.id.ClaimId;
import dev.workrail.contracts.id.DeliveryId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.contracts.session.BlobRef;
import dev.workrail.contracts.session.Checkpoint;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Fact;
import dev.workrail.contracts.session.Gate;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.session.Usage;
import dev.workrail.contracts.session.Verification;
import dev.workrail.contracts.view.SessionView;
import dev.workrail.platform.kafka.EventPublisher;
import dev.workrail.platform.kafka.Partition;
import dev.workrail.platform.kafka.Received;
import dev.workrail.projections.Projections;
import dev.workrail.projections.ViewDatabase;
import dev.workrail.projections.read.ArtifactReader.Artifact;
import dev.workrail.projections.session.Story;
import dev.workrail.projections.sink.Batches;
import dev.workrail.projections.sink.PoisonedRows;
import dev.workrail.projections.sink.ViewSink;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.WorkrailBackend;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What one session leaves to look at: artifacts, log and handoff.
@WorkrailBackend
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionDetailReadersIT {
    private static final OrgId ACME = new OrgId("acme");
    private static final OrgId GLOBEX = new OrgId("globex");
    private static final SessionId SHIPPED = new SessionId("sess_shipped");
    private static final SessionId FAILED = new SessionId("sess_failed");

    private Projections projections;
    private ViewDatabase database;
    private EventPublisher publisher;
    private ArtifactReader artifacts;
    private LogReader log;

    @BeforeAll
    void fill(Backend backend, @TempDir Path directory) throws Exception {
        projections = new Projections(backend, directory);
        database = projections.database();
        publisher = projections.kafka().publisher("test");
        artifacts = new ArtifactReader(database.tenants(), database.pool());
        log = new LogReader(database.tenants(), database.pool());
        Story shipped =
                new Story("acme", SHIPPED.value())
                        .trigger("issues")
                        .queued()
                        .running()
                        .turn(1, 1, 1);
        shipped.events(
                new SessionEvent.ChangeCommitted(
                        Story.change(Story.COMMIT, Story.TREE), "Fix", 1, 2, 3, blob("diff", 'd')));
        shipped.effects(verified(blob("output", 'a')));
        shipped.effects(verified(blob("output", 'a')));
        shipped.reviewed("clean");
        shipped.ended(Outcome.SUCCESS);
        shipped.record(checkpoint(shipped, "clm_" + Story.BEGIN.toEpochMilli(), 'c', 'b'));
        // An earlier holder that was thought dead: nothing it says counts.
        shipped.record(checkpoint(shipped, "clm_void", 'e'));
        shipped.fact(
                "fact_1",
                new Fact.DeliveryFailed(new DeliveryId("dlv_1"), "hook", "completed", 3, "gone"));
        Story failed =
                new Story("acme", FAILED.value())
                        .at(Story.BEGIN.plusSeconds(3600))
                        .trigger("pulls")
                        .queued()
                        .running()
                        .turn(1, 1, 1);
        failed.events(
                new SessionEvent.ToolCallFailed("call_1", "Bash", 12, "exit code 1"),
                new SessionEvent.IssueReported("environment", "info", "No network", null));
        failed.ended(Outcome.ERROR);
        List<Received<Object>> records = new ArrayList<>(Batches.log(shipped, 0));
        records.addAll(Batches.log(failed, records.size()));
        write(Batches.LOG, records);
        write(Batches.VIEWS, List.of(Batches.view(shipped, 0), Batches.view(failed, 1)));
    }

    @AfterAll
    void close() {
        publisher.close();
        projections.close();
    }

    @Test
    void shouldListWhatASessionMadeOnceAndItsLastCheckpoint() {
        assertThat(page(SHIPPED, null, Paging.first(100)).items())
                .extracting(Artifact::name, artifact -> artifact.kind().wire(), Artifact::bytes)
                .containsExactly(
                        tuple("change-c0ffee0.diff", "diff", 100L),
                        tuple("unit_tests-c0ffee0.log", "output", 100L),
                        tuple("wr.review_verdict-sha.json", "artifact", 9L),
                        tuple("transcript-01.json", "transcript", 100L),
                        tuple("transcript-02.json", "transcript", 100L),
                        tuple("workflow.json", "workflow", 100L));
    }

    @Test
    void shouldPageThroughArtifactsAndFindEach() {
        List<Artifact> seen = new ArrayList<>();
        String cursor = null;
        do {
            Page<Artifact> page = page(SHIPPED, null, new Paging(true, cursor, 2));
            seen.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);

        assertThat(seen).hasSize(6);
        assertThat(seen).extracting(Artifact::id).doesNotHaveDuplicates();
        assertThat(seen)
                .allSatisfy(
                        one -> assertThat(artifacts.find(ACME, SHIPPED, one.id())).contains(one));
        assertThat(page(SHIPPED, ArtifactKind.TRANSCRIPT, Paging.first(10)).items()).hasSize(2);
        assertThatThrownBy(() -> page(SHIPPED, null, new Paging(true, "AAAA", 2)))
                .isInstanceOf(BadQueryException.class);
    }

    @Test
    void shouldGiveTheContentOfWhatTheAgentHandedIn() {
        Artifact verdict =
                page(SHIPPED, ArtifactKind.ARTIFACT, Paging.first(10)).items().getFirst();

        assertThat(artifacts.content(ACME, SHIPPED, verdict).orElseThrow().path("verdict").asText())
                .isEqualTo("clean");
        assertThat(verdict.blob()).isNull();
    }

    @Test
    void shouldGiveAnotherOrgOrSessionNoArtifact() {
        Artifact one = page(SHIPPED, null, Paging.first(1)).items().getFirst();
        Artifact verdict =
                page(SHIPPED, ArtifactKind.ARTIFACT, Paging.first(10)).items().getFirst();

        assertThat(artifacts.page(GLOBEX, SHIPPED, null, Paging.first(10)).items()).isEmpty();
        assertThat(artifacts.find(GLOBEX, SHIPPED, one.id())).isEmpty();
        assertThat(artifacts.find(ACME, FAILED, one.id())).isEmpty();
        assertThat(artifacts.content(GLOBEX, SHIPPED, verdict)).isEmpty();
    }

    @Test
    void shouldLevelWhatHappenedByWhatItSays() {
        assertThat(lines(SHIPPED, null, LogLevel.DEBUG, true))
                .extracting(LogReader.Line::kind, LogReader.Line::level)
                .containsExactly(
                        tuple("session_claimed", LogLevel.INFO),
                        tuple("llm_turn_started", LogLevel.DEBUG),
                        tuple("llm_turn_completed", LogLevel.DEBUG),
                        tuple("change_committed", LogLevel.INFO),
                        tuple("verified", LogLevel.INFO),
                        tuple("verified", LogLevel.INFO),
                        tuple("node_output_appended", LogLevel.INFO),
                        tuple("session_ended", LogLevel.INFO),
                        tuple("delivery_failed", LogLevel.ERROR));
        assertThat(lines(FAILED, null, LogLevel.WARN, true))
                .extracting(LogReader.Line::kind, LogReader.Line::level)
                .containsExactly(
                        tuple("tool_call_failed", LogLevel.WARN),
                        tuple("session_ended", LogLevel.ERROR));
    }

    @Test
    void shouldOrderTheLogOfAnOrgByTime() {
        for (boolean ascending : new boolean[] {true, false}) {
            List<LogReader.Line> lines = lines(null, null, LogLevel.DEBUG, ascending);

            assertThat(lines).hasSize(15).doesNotHaveDuplicates();
            assertThat(lines)
                    .extracting(LogReader.Line::at)
                    .isSortedAccordingTo(
                            ascending
                                    ? java.util.Comparator.naturalOrder()
                                    : java.util.Comparator.reverseOrder());
        }
        assertThat(lines(null, "pulls", LogLevel.WARN, true))
                .extracting(LogReader.Line::session)
                .containsOnly(FAILED);
        assertThat(lines(null, "none", LogLevel.DEBUG, true)).isEmpty();
        assertThat(log.page(GLOBEX, filter(null, null, LogLevel.DEBUG), Paging.first(10)).items())
                .isEmpty();
    }

    @Test
    void shouldKeepTheLogToATimeRange() {
        LogReader.Filter filter =
                new LogReader.Filter(
                        null,
                        null,
                        LogLevel.DEBUG,
                        Story.BEGIN.plusSeconds(3600),
                        Story.BEGIN.plusSeconds(7200));

        assertThat(log.page(ACME, filter, Paging.first(100)).items())
                .hasSize(6)
                .extracting(LogReader.Line::session)
                .containsOnly(FAILED);
    }

    @Test
    void shouldPageThroughTheSegmentsOfASessionWhole() {
        SessionReader sessions = new SessionReader(database.tenants(), database.pool());

        for (boolean ascending : new boolean[] {true, false}) {
            List<SessionReader.Segment> seen = new ArrayList<>();
            String cursor = null;
            do {
                Page<SessionReader.Segment> page =
                        sessions.segments(ACME, FAILED, new Paging(ascending, cursor, 2));
                seen.addAll(page.items());
                cursor = page.next();
            } while (cursor != null);

            assertThat(ascending ? seen : seen.reversed())
                    .extracting(segment ->
                            segment.events().stream().map(SessionReader.Event::kind).toList())
                    .containsExactly(
                            List.of("session_claimed"),
                            List.of("llm_turn_started"),
                            List.of("llm_turn_completed"),
                            List.of("tool_call_failed", "issue_reported"),
                            List.of("session_ended"));
        }
        assertThat(sessions.segments(GLOBEX, FAILED, Paging.first(2)).items()).isEmpty();
    }

    @Test
    void shouldFindTheEndOfASession() {
        SessionReader sessions = new SessionReader(database.tenants(), database.pool());

        assertThat(
                        sessions.ended(ACME, SHIPPED)
                                .orElseThrow()
                                .data()
                                .at("/handoff/summary")
                                .asText())
                .isEqualTo("All done");
        assertThat(sessions.ended(GLOBEX, SHIPPED)).isEmpty();
        assertThat(sessions.ended(ACME, new SessionId("sess_none"))).isEmpty();
    }

    @Test
    void shouldSortBySessionsEndAndDurationWithThoseThatHaveOne() {
        SessionReader sessions = new SessionReader(database.tenants(), database.pool());

        for (SessionSort sort : List.of(SessionSort.ENDED, SessionSort.DURATION)) {
            Page<SessionView> first = sessions.page(ACME, SessionFilter.ALL, sort, Paging.first(1));
            Page<SessionView> second =
                    sessions.page(ACME, SessionFilter.ALL, sort, Paging.after(first.next(), 1));

            assertThat(first.items()).hasSize(1).doesNotContainAnyElementsOf(second.items());
            assertThat(second.items()).hasSize(1);
            assertThat(second.next()).isNull();
        }
    }

    @Test
    void shouldHaveAnIndexBehindEachOrder() {
        assertThat(plan(LogReader.query(filter(null, null, LogLevel.WARN), Paging.first(50))))
                .contains("session_event_grave")
                .doesNotContain("Seq Scan");
        assertThat(plan(LogReader.query(filter(null, null, LogLevel.INFO), Paging.first(50))))
                .contains("session_event_at")
                .doesNotContain("Seq Scan");
        assertThat(plan(LogReader.query(filter(SHIPPED, null, LogLevel.INFO), Paging.first(50))))
                .contains("session_event_pkey")
                .doesNotContain("Seq Scan");
        assertThat(
                        plan(
                                SessionQueries.page(
                                        ACME,
                                        SessionFilter.ALL,
                                        SessionSort.ENDED,
                                        Paging.first(50))))
                .contains("session_ended");
        assertThat(
                        plan(
                                SessionQueries.page(
                                        ACME,
                                        SessionFilter.ALL,
                                        SessionSort.DURATION,
                                        Paging.first(50))))
                .contains("session_duration");
    }

    /// As PostgreSQL would do it where reading the whole table is not cheap.
    private String plan(SqlQuery query) {
        ViewDatabaseAccess view = new ViewDatabaseAccess(database.tenants(), database.pool());
        List<String> lines = view.asOrg(ACME, connection -> explained(connection, query));
        return String.join("\n", lines);
    }

    private static List<String> explained(Connection connection, SqlQuery query)
            throws SQLException {
        try (Statement settings = connection.createStatement()) {
            settings.execute("set local enable_seqscan = off");
            settings.execute("set local enable_bitmapscan = off");
        }
        return new SqlQuery()
                .add("explain (costs off)")
                .add(query)
                .list(connection, row -> row.getString(1));
    }

    private Page<Artifact> page(SessionId session, ArtifactKind kind, Paging paging) {
        return artifacts.page(ACME, session, kind, paging);
    }

    private List<LogReader.Line> lines(
            SessionId session, String trigger, LogLevel level, boolean ascending) {
        List<LogReader.Line> seen = new ArrayList<>();
        String cursor = null;
        do {
            Page<LogReader.Line> page =
                    log.page(
                            ACME,
                            filter(session, trigger, level),
                            new Paging(ascending, cursor, 2));
            seen.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return seen;
    }

    private static LogReader.Filter filter(SessionId session, String trigger, LogLevel level) {
        return new LogReader.Filter(
                session, trigger == null ? null : new TriggerId(trigger), level, null, null);
    }

    private static Effect.Verified verified(BlobRef output) {
        return new Effect.Verified(
                new Verification(
                        Gate.UNIT_TESTS,
                        true,
                        Story.change(Story.COMMIT, Story.TREE),
                        "make test",
                        0,
                        output,
                        "exit code 0",
                        "wkr_1",
                        Story.BEGIN,
                        5L));
    }

    private static SessionRecord checkpoint(Story story, String claim, char... chunks) {
        List<BlobRef> conversation = new ArrayList<>();
        for (char chunk : chunks) {
            conversation.add(blob("transcript", chunk));
        }
        Instant at = story.now();
        return new SessionRecord.Segment(
                story.session(),
                story.org(),
                Story.BEGIN.toEpochMilli(),
                new ClaimId(claim),
                at,
                List.of(),
                List.of(),
                new Checkpoint(
                        9,
                        1,
                        null,
                        null,
                        blob("workflow", 'f'),
                        conversation,
                        null,
                        null,
                        null,
                        Usage.NONE));
    }

    private static BlobRef blob(String type, char digit) {
        return new BlobRef("sha256:" + String.valueOf(digit).repeat(64), type, 100);
    }

    private void write(Partition partition, List<Received<Object>> records) throws Exception {
        ViewSink sink =
                new ViewSink(
                        database.tenants(),
                        database.pool(),
                        new PoisonedRows(projections.kafka().deadLetters(publisher, "projections")),
                        projections.signer(),
                        Duration.ofMinutes(10),
                        Duration.ofDays(7));
        long base = sink.startOf(partition).orElseThrow();
        sink.handle(partition, records, base, base + records.size());
    }
}
