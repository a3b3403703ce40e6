package dev.workrail.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workrail.contracts.delivery.AttemptResult;
import dev.workrail.contracts.delivery.DeliveryEvent;
import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.id.DeliveryId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.TriggerEventId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.BlobRef;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Fact;
import dev.workrail.contracts.session.Gate;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.Verification;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.view.DeadLetter;
import dev.workrail.projections.archive.Archiver;
import dev.workrail.projections.session.Story;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.WorkrailBackend;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A session that was erased is in no view, comes back by no late record and no rebuild, and leaves
/// every other as it was.
@WorkrailBackend(wipe = WorkrailBackend.Wipe.PER_TEST)
class SessionErasureIT {
    private static final OrgId ACME = new OrgId("acme");
    private static final Duration SOON = Duration.ofSeconds(40);

    /// Tables that are written from other topics than the session's log.
    private static final Set<String> ASIDE = Set.of("delivery_attempt", "dead_letter");

    private static final BlobRef LOST = new BlobRef("sha256:" + "0".repeat(64), "output", 5);

    /// Tables that name a session and outlive it: what proves a change, and that it was erased.
    private static final Set<String> OUTLIVE =
            Set.of("proof_session", "verification", "session_filter");

    private final Backend backend;
    private @TempDir Path directory;
    private Projections projections;
    private ViewDatabase database;

    SessionErasureIT(Backend backend) {
        this.backend = backend;
    }

    @BeforeEach
    void prepare() throws Exception {
        projections = new Projections(backend, directory);
        database = projections.database();
    }

    @AfterEach
    void close() {
        projections.close();
    }

    @Test
    void shouldTakeASessionOutOfEveryViewAndTouchNoOther() throws Exception {
        // given two sessions of one org and one of another, all written and one archived
        projections.start();
        Story gone = told("acme", "sess_gone", "a");
        projections.publish(gone.effects(new Effect.Verified(printing(LOST))));
        aside(gone);
        projections.publish(told("acme", "sess_kept", "b"));
        projections.publish(told("globex", "sess_other", "a"));
        await().atMost(SOON).until(() -> rowsOf("acme", "sess_gone").keySet().containsAll(ASIDE));
        awaitSettled();
        archiveAll();
        Map<String, List<String>> other = rowsOf("globex", "sess_other");
        Map<String, List<String>> kept = rowsOf("acme", "sess_kept");
        assertThat(rowsOf("acme", "sess_gone"))
                .containsKeys(
                        "session", "archive", "delivery", "session_artifact", "trigger_event");
        List<String> proofs = database.rows("acme", "select * from view.proof_record");

        // when
        erase(gone);

        // then
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(rowsOf("acme", "sess_gone").keySet()).isEqualTo(OUTLIVE));
        assertThat(rowsOf("acme", "sess_kept")).isEqualTo(kept);
        assertThat(rowsOf("globex", "sess_other")).isEqualTo(other);
        assertThat(database.rows("acme", "select * from view.proof_record")).isEqualTo(proofs);
        assertThat(database.value("acme", "select sum(success) from view.stat_day")).isEqualTo("1");
        assertThat(database.rows("acme", "select 1 from view.session_word where word = 'agone'"))
                .isEmpty();
    }

    @Test
    void shouldNotBringItBackByWhatComesLate() throws Exception {
        // given
        projections.start();
        Story gone = told("acme", "sess_gone", "a");
        projections.publish(gone);
        awaitSettled();
        erase(gone);
        awaitErased();

        // when
        Story late = new Story("acme", "sess_gone").at(gone.now());
        projections.publish(
                late.fact(
                                "fact_late",
                                new Fact.Delivered(
                                        new DeliveryId("dlv_late"), "hook", "completed", 1, null))
                        .running()
                        .ended(Outcome.ERROR)
                        .closed(Outcome.ERROR));
        aside(gone);
        decide(
                new SchedulingEvent.Duplicate(
                        ACME,
                        new TriggerEventId("te_again"),
                        "same_source",
                        gone.session(),
                        gone.now(),
                        null));
        Story after = told("acme", "sess_after", "b");
        projections.publish(after);
        aside(after);

        // then what lies behind it is there, and nothing of it is
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(rowsOf("acme", "sess_after"))
                                .containsKeys("session", "session_event", "proof_session")
                                .containsKeys(ASIDE.toArray(String[]::new)));
        assertThat(rowsOf("acme", "sess_gone").keySet()).isEqualTo(OUTLIVE);
    }

    @Test
    void shouldNotBringItBackWhenTheSchemaIsBuiltAgain() throws Exception {
        // given an erased session whose bundle no sweep has taken yet
        projections.start();
        Story gone = told("acme", "sess_gone", "a");
        projections.publish(gone);
        projections.publish(told("acme", "sess_kept", "b"));
        awaitSettled();
        archiveAll();
        erase(gone);
        awaitErased();
        Map<String, List<String>> kept = rowsOf("acme", "sess_kept");
        List<String> days = database.rows("acme", "select * from view.stat_day");
        List<String> proofs = database.rows("acme", "select * from view.proof_record");
        projections.stop();

        // when
        database.dropAndMigrate();
        projections.start();

        // then
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(rowsOf("acme", "sess_kept")).isEqualTo(kept));
        awaitErased();
        awaitSettled();
        assertThat(rowsOf("acme", "sess_gone").keySet()).isEqualTo(OUTLIVE);
        assertThat(database.rows("acme", "select * from view.stat_day")).isEqualTo(days);
        assertThat(database.rows("acme", "select * from view.proof_record")).isEqualTo(proofs);
        assertThat(database.rows("acme", "select 1 from view.trigger_event")).hasSize(1);
    }

    @Test
    void shouldLetTheSweepTakeItsBundleAndWhatOnlyItNamed() throws Exception {
        // given
        BlobRef own = put("transcript", "of the session alone");
        BlobRef shared = put("transcript", "of two sessions");
        BlobRef printed = put("output", "what its tests printed");
        Story gone = told("acme", "sess_gone", "a");
        projections.start();
        projections.publish(
                gone.effects(naming(own), naming(shared), new Effect.Verified(printing(printed))));
        projections.publish(told("acme", "sess_kept", "b").effects(naming(shared)));
        awaitSettled();
        archiveAll();
        BlobRef bundle =
                new BlobRef(
                        database.value(
                                "acme",
                                "select digest from view.archive where session_id = 'sess_gone'"),
                        "archive",
                        0);
        assertThat(projections.blobs().get(ACME, bundle)).isPresent();

        // when
        erase(gone);
        awaitErased();
        projections.stop();
        projections.sweep(Duration.ofSeconds(1));
        projections.start();

        // then
        await().atMost(SOON)
                .until(() ->
                        projections.blobs().get(ACME, bundle).isEmpty()
                                && projections.blobs().get(ACME, own).isEmpty());
        assertThat(projections.blobs().get(ACME, shared)).isPresent();
        assertThat(projections.blobs().get(ACME, printed))
                .as("the proof record names it, and outlives the session")
                .isPresent();
    }

    /// What is told of a session elsewhere than in its log: an attempt at its delivery, and that it
    /// was given up.
    private void aside(Story story) {
        DeliveryId delivery = new DeliveryId("dlv_" + story.session());
        backend.topics()
                .publish(
                        Topics.DELIVERY_RESULTS,
                        "hook",
                        about(
                                story,
                                new DeliveryEvent.AttemptFinished(
                                        delivery,
                                        story.org(),
                                        "hook",
                                        1,
                                        AttemptResult.delivered("msg-1"),
                                        story.now(),
                                        40)));
        DeadLetter letter =
                new DeadLetter(
                        delivery.value(),
                        story.org(),
                        Topics.DELIVERIES.name(),
                        -1,
                        -1,
                        "hook",
                        "e30=",
                        Map.of(),
                        "attempts_exhausted",
                        "HTTP 503",
                        "delivery",
                        3,
                        story.now());
        backend.topics()
                .publish(
                        Topics.DEAD_LETTERS,
                        "hook",
                        new Envelope<>(
                                "evt_" + delivery,
                                "/test",
                                EventCodec.type("dead_letter"),
                                story.org() + "/" + story.session(),
                                story.now(),
                                null,
                                letter));
    }

    private static Envelope<DeliveryEvent> about(Story story, DeliveryEvent event) {
        return EventCodec.envelope(
                "evt_" + story.session(),
                "/test",
                story.org() + "/" + story.session(),
                story.now(),
                null,
                event);
    }

    private void decide(SchedulingEvent event) {
        backend.topics()
                .publish(
                        Topics.SCHEDULING,
                        ACME.value(),
                        EventCodec.envelope(
                                "evt_again", "/test", "acme/te_again", Story.BEGIN, null, event));
    }

    private void erase(Story story) {
        projections.publish(
                new Story("acme", story.session().value())
                        .at(story.now())
                        .erased(Fact.Erased.RETENTION));
    }

    /// An ended session with a commit, a delivery and a word of its own in its goal.
    private static Story told(String org, String session, String seed) {
        String commit = seed.repeat(40);
        String tree = (seed + "1").repeat(20);
        return new Story(org, session)
                .goal("Mend " + seed + session.substring("sess_".length()))
                .queued()
                .running()
                .turn(10, 2, 30)
                .committed(commit, tree)
                .verified(Gate.UNIT_TESTS, true, Story.change(commit, tree))
                .ended(Outcome.SUCCESS)
                .closed(Outcome.SUCCESS)
                .fact(
                        "fact_" + session,
                        new Fact.Delivered(
                                new DeliveryId("dlv_" + session), "hook", "completed", 1, null));
    }

    private static Effect naming(BlobRef blob) {
        return new Effect.Opaque("transcript_kept", Map.of("blob", ContractsJson.toTree(blob)));
    }

    private static Verification printing(BlobRef output) {
        return new Verification(
                Gate.UNIT_TESTS,
                true,
                Story.change("a".repeat(40), "a1".repeat(20)),
                "make test",
                0,
                output,
                "12 tests passed",
                "wkr_1",
                Story.BEGIN,
                1500L);
    }

    private BlobRef put(String kind, String content) throws Exception {
        return projections.blobs().put(ACME, kind, content.getBytes(StandardCharsets.UTF_8));
    }

    private void archiveAll() throws Exception {
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(365 * 60));
        new Archiver(database.tenants(), database.pool(), projections.blobs(), later).archiveDue();
    }

    private void awaitErased() {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(
                                        database.rows(
                                                "acme",
                                                "select 1 from view.session_filter"
                                                        + " where session_id = 'sess_gone'"
                                                        + " and erased_at is not null"))
                                .hasSize(1));
    }

    private Map<String, List<String>> last = Map.of();

    /// Until nothing moves any more.
    private void awaitSettled() {
        await().atMost(SOON)
                .pollDelay(Duration.ofMillis(400))
                .pollInterval(Duration.ofMillis(400))
                .until(() -> {
                    Map<String, List<String>> now = new TreeMap<>();
                    for (String org : List.of("acme", "globex")) {
                        for (String table : List.of("session", "session_event", "proof_record")) {
                            now.put(org + table, database.rows(org, "select * from view." + table));
                        }
                    }
                    boolean moved = !now.equals(last) || now.get("acmeproof_record").isEmpty();
                    last = now;
                    return !moved;
                });
    }

    /// What every table of the catalogue that names sessions has of one.
    private Map<String, List<String>> rowsOf(String org, String session) throws Exception {
        Map<String, List<String>> rows = new TreeMap<>();
        for (String table : tables()) {
            List<String> found =
                    database.rows(
                            org,
                            "select * from view.%s where session_id = '%s'"
                                    .formatted(table, session));
            if (!found.isEmpty()) {
                rows.put(table, found);
            }
        }
        return rows;
    }

    private List<String> tables() throws Exception {
        List<String> tables = new ArrayList<>();
        try (Connection connection = backend.ownerDataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select table_name from information_schema.columns"
                                        + " where table_schema = 'view' and column_name = 'session_id'"
                                        + " order by 1")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }
}
