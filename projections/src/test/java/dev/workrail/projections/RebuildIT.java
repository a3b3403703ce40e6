package dev.workrail.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workrail.contracts.id.DeliveryId;
import dev.workrail.contracts.session.Fact;
import dev.workrail.contracts.session.Gate;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.projections.archive.ArchiveBundle;
import dev.workrail.projections.archive.ArchiveRestore;
import dev.workrail.projections.archive.Archiver;
import dev.workrail.projections.session.Story;
import dev.workrail.projections.sink.DeletedOrgs;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.WorkrailBackend;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Schema `view` can be dropped: the log and the archive give the same rows again.
@WorkrailBackend(wipe = WorkrailBackend.Wipe.PER_TEST)
class RebuildIT {
    private static final List<String> TABLES =
            List.of(
                    "session",
                    "session_word",
                    "session_event",
                    "session_filter",
                    "delivery",
                    "delivery_attempt",
                    "proof_record",
                    "proof_session",
                    "signing_key",
                    "verification",
                    "queue_item",
                    "trigger_event",
                    "trigger_event_word",
                    "pause",
                    "stat_hour",
                    "stat_day",
                    "dead_letter");

    @TempDir Path directory;

    private Projections projections;
    private ViewDatabase database;

    @BeforeEach
    void setUp(Backend backend) throws Exception {
        projections = new Projections(backend, directory);
        database = projections.database();
    }

    @AfterEach
    void tearDown() {
        projections.close();
    }

    @Test
    void shouldGiveTheSameRowsAfterTheSchemaWasDropped() throws Exception {
        // given
        projections.start();
        stories().forEach(projections::publish);
        awaitSettled(12);
        Map<String, List<String>> before = dump(TABLES);

        // when
        projections.stop();
        database.dropAndMigrate();
        projections.start();

        // then
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(dump(TABLES)).isEqualTo(before));
        assertThat(before.get("session")).hasSize(12);
        assertThat(before.get("session_event")).hasSizeGreaterThan(50);
    }

    @Test
    void shouldGiveTheSameRowsFromTheArchiveAlone() throws Exception {
        // given every session archived
        projections.start();
        stories().forEach(projections::publish);
        awaitSettled(12);
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(365 * 60));
        Archiver archiver =
                new Archiver(database.tenants(), database.pool(), projections.blobs(), later);
        assertThat(archiver.archiveDue()).isEqualTo(9);
        assertThat(database.rows("acme", "select 1 from view.session_record")).isNotEmpty();
        List<String> ended =
                database.rows(
                        "acme",
                        "select session_id, digest, records, scheduling_next, due_at from view.archive"
                                + " where digest is not null");
        Map<String, List<String>> before = dumpEnded();
        projections.stop();

        // when only the archive is left
        database.dropAndMigrate();
        int restored =
                new ArchiveRestore(
                                database.tenants(),
                                database.pool(),
                                projections.blobs(),
                                projections.signer())
                        .runIfEmpty(DeletedOrgs.NONE);

        // then
        assertThat(restored).isEqualTo(9);
        assertThat(dumpEnded()).isEqualTo(before);
        assertThat(
                        database.rows(
                                "acme",
                                "select session_id, digest, records, scheduling_next, due_at from view.archive"))
                .isEqualTo(ended);
        assertThat(database.rows("acme", "select 1 from view.session_record")).isEmpty();
    }

    @Test
    void shouldReadArchiveAndLogTogether() throws Exception {
        projections.start();
        stories().forEach(projections::publish);
        awaitSettled(12);
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(365 * 60));
        new Archiver(database.tenants(), database.pool(), projections.blobs(), later).archiveDue();
        Map<String, List<String>> before = dump(TABLES);
        List<String> archives = archives();
        projections.stop();

        database.dropAndMigrate();
        projections.start();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(dump(TABLES)).isEqualTo(before));
        await().untilAsserted(() -> assertThat(archives()).isEqualTo(archives));
    }

    @Test
    void shouldArchiveAFactThatComesAfterTheArchive() throws Exception {
        // given an archived session
        projections.start();
        Story story =
                new Story("acme", "sess_1")
                        .queued()
                        .running()
                        .ended(Outcome.SUCCESS)
                        .closed(Outcome.SUCCESS);
        projections.publish(story);
        awaitSettled(1);
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(365 * 60));
        Archiver archiver =
                new Archiver(database.tenants(), database.pool(), projections.blobs(), later);
        assertThat(archiver.archiveDue()).isEqualTo(1);
        assertThat(archiver.archiveDue()).isZero();

        // when
        Story fact = new Story("acme", "sess_1").at(story.now());
        fact.fact(
                "fact_1",
                new Fact.Delivered(new DeliveryId("dlv_1"), "hook", "completed", 1, null));
        projections.publish(fact);
        await().untilAsserted(() ->
                assertThat(database.rows("acme", "select 1 from view.delivery")).hasSize(1));
        assertThat(archiver.archiveDue()).isEqualTo(1);

        // then the bundle has the old records and the new one, and proves them whole
        List<ArchiveBundle> bundles = new ArrayList<>();
        projections
                .blobs()
                .list(
                        "archive",
                        (org, ref) -> {
                            try {
                                bundles.add(
                                        ArchiveBundle.read(
                                                projections.blobs().get(org, ref).orElseThrow()));
                            } catch (java.io.IOException e) {
                                throw new java.io.UncheckedIOException(e);
                            }
                        });
        assertThat(bundles).extracting(bundle -> bundle.records().size()).contains(6, 7);
        assertThat(database.value("acme", "select records from view.archive")).isEqualTo("7");
    }

    private List<String> archives() {
        return database.rows(
                "acme",
                "select session_id, digest, records, scheduling_next from view.archive where digest is not null");
    }

    /// Twelve sessions of two orgs: ended, running, queued.
    private static List<Story> stories() {
        List<Story> stories = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Story story =
                    new Story(i % 3 == 0 ? "globex" : "acme", "sess_" + i)
                            .at(Story.BEGIN.plusSeconds(1000L * i))
                            .queued()
                            .running()
                            .turn(10, 2, 30);
            if (i % 4 != 3) {
                String commit = "%040d".formatted(i);
                story.committed(commit, "7" + commit.substring(1))
                        .verified(
                                Gate.UNIT_TESTS,
                                true,
                                Story.change(commit, "7" + commit.substring(1)))
                        .reviewed("clean")
                        .ended(Outcome.SUCCESS)
                        .closed(Outcome.SUCCESS)
                        .fact(
                                "fact_" + i,
                                new Fact.Delivered(
                                        new DeliveryId("dlv_" + i), "hook", "completed", 1, null));
            }
            stories.add(story);
        }
        return stories;
    }

    /// Until the views of all sessions and proofs are written and nothing moves any more.
    private void awaitSettled(int sessions) {
        await().atMost(Duration.ofSeconds(40))
                .pollDelay(Duration.ofMillis(300))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    Map<String, List<String>> dump = dump(TABLES);
                    boolean moved = !dump.equals(lastDump);
                    lastDump = dump;
                    return !moved && dump.get("session").size() == sessions;
                });
    }

    private Map<String, List<String>> lastDump = Map.of();

    private Map<String, List<String>> dump(List<String> tables) {
        Map<String, List<String>> dump = new TreeMap<>();
        for (String table : tables) {
            List<String> rows =
                    new ArrayList<>(database.rows("acme", "select * from view." + table));
            rows.addAll(database.rows("globex", "select * from view." + table));
            dump.put(table, rows);
        }
        return dump;
    }

    private Map<String, List<String>> dumpEnded() {
        Map<String, List<String>> dump = new TreeMap<>();
        String ended =
                " where session_id in (select session_id from view.archive where digest is not null)";
        for (String table : List.of("session", "session_event", "session_filter", "delivery")) {
            dump.put(table, database.rows("acme", "select * from view." + table + ended));
        }
        dump.put("proof_record", database.rows("acme", "select * from view.proof_record"));
        dump.put("verification", database.rows("acme", "select * from view.verification"));
        dump.put(
                "stat_day",
                database.rows("acme", "select sum(success), sum(cost_micros) from view.stat_day"));
        return dump;
    }
}
