package dev.workrail.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workrail.contracts.config.ConfigRecord;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.id.DeliveryId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.session.BlobRef;
import dev.workrail.contracts.session.Fact;
import dev.workrail.contracts.session.Gate;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.topic.Topic;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.db.TenantTables;
import dev.workrail.projections.archive.Archiver;
import dev.workrail.projections.session.Story;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.WorkrailBackend;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Of a deleted org nothing is left in the views, on the view topics and in the blob store, nothing
/// comes back, and every other org is as it was.
@WorkrailBackend(wipe = WorkrailBackend.Wipe.PER_TEST)
class OrgErasureIT {
    private static final OrgId ACME = new OrgId("acme");
    private static final OrgId GLOBEX = new OrgId("globex");
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Backend backend;
    private @TempDir Path directory;
    private Projections projections;
    private ViewDatabase database;

    OrgErasureIT(Backend backend) {
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
    void shouldEraseAllOfAnOrgAndTouchNoOther() throws Exception {
        // given two orgs with sessions, archives, proof records and keys
        projections.start();
        BlobRef blob = put(ACME);
        BlobRef other = put(GLOBEX);
        tellBoth();
        archiveAll();
        Map<String, List<String>> kept = rowsOf("globex");
        assertThat(rowsOf("acme").keySet()).isEqualTo(kept.keySet());
        assertThat(filesOf("acme")).isNotEmpty();
        List<Path> files = filesOf("globex");

        // when
        delete();

        // then
        awaitErased();
        assertThat(rowsOf("globex")).isEqualTo(kept);
        assertThat(filesOf("acme")).as("blobs, archives and keys").isEmpty();
        assertThat(projections.blobs().get(ACME, blob)).isEmpty();
        assertThat(filesOf("globex")).isEqualTo(files);
        assertThat(projections.blobs().get(GLOBEX, other)).isPresent();
        await("the compacted topics forget it too")
                .atMost(SOON)
                .untilAsserted(() -> {
                    assertThat(last(Topics.SESSION_VIEWS, "sess_acme")).isNull();
                    assertThat(last(Topics.PROOF_VIEWS, "acme/" + "a".repeat(40))).isNull();
                });
        assertThat(last(Topics.SESSION_VIEWS, "sess_globex")).isNotNull();
    }

    @Test
    void shouldNotBringItBackByWhatComesLateOrWhenTheSchemaIsBuiltAgain() throws Exception {
        // given
        projections.start();
        tellBoth();
        Map<String, List<String>> kept = rowsOf("globex");
        delete();
        awaitErased();

        // when
        projections.publish(told("acme", "sess_late", "c"));
        projections.publish(new Story("acme", "sess_acme").at(Instant.now()).running());
        projections.publish(told("globex", "sess_after", "b"));

        // then
        await().atMost(SOON)
                .until(() ->
                        !rowsOf("globex").equals(kept) && rowsOf("globex").size() >= kept.size());
        assertThat(rowsOf("acme")).isEmpty();

        // when
        projections.stop();
        database.dropAndMigrate();
        projections.start();

        // then
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(rowsOf("globex").get("view.session")).hasSize(2));
        awaitErased();
        assertThat(database.rows("acme", "select 1 from view.org where org_id = 'acme'")).isEmpty();
    }

    @Test
    void shouldGoOnWhereItWasKilled() throws Exception {
        // given an org that is deleted while nobody is there to erase it
        projections.start();
        tellBoth();
        projections.stop();
        delete();

        // when, killed again and again in between
        for (int i = 0; i < 3; i++) {
            projections.start();
            await().atMost(SOON).until(() -> projections.role().ready());
            projections.stop();
        }
        projections.start();

        // then
        awaitErased();
        assertThat(rowsOf("globex").get("view.session")).hasSize(1);
    }

    private void delete() {
        ConfigValue marker = new ConfigValue.DeletedOrg(ACME, Instant.now());
        backend.topics()
                .publish(
                        Topics.CONFIG,
                        marker.key().toString(),
                        new Envelope<>(
                                "evt_deleted",
                                "/test",
                                "dev.workrail.config.record.v1",
                                "workrail/acme",
                                Instant.now(),
                                null,
                                ConfigRecord.of(1, marker)));
    }

    private void tellBoth() {
        projections.publish(told("acme", "sess_acme", "a"));
        projections.publish(told("globex", "sess_globex", "a"));
        await().atMost(SOON)
                .until(() ->
                        rowsOf("acme").keySet().equals(rowsOf("globex").keySet())
                                && rowsOf("acme").containsKey("view.proof_record")
                                && rowsOf("acme").containsKey("view.session"));
    }

    private static Story told(String org, String session, String seed) {
        String commit = seed.repeat(40);
        String tree = (seed + "1").repeat(20);
        return new Story(org, session)
                .goal("Mend " + session)
                .queued()
                .running()
                .committed(commit, tree)
                .verified(Gate.UNIT_TESTS, true, Story.change(commit, tree))
                .ended(Outcome.SUCCESS)
                .closed(Outcome.SUCCESS)
                .fact(
                        "fact_" + session,
                        new Fact.Delivered(
                                new DeliveryId("dlv_" + session), "hook", "completed", 1, null));
    }

    private BlobRef put(OrgId org) throws Exception {
        return projections
                .blobs()
                .put(org, "transcript", "what it did".getBytes(StandardCharsets.UTF_8));
    }

    private void archiveAll() throws Exception {
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(365 * 60));
        new Archiver(database.tenants(), database.pool(), projections.blobs(), later).archiveDue();
    }

    private void awaitErased() {
        await().atMost(SOON)
                .untilAsserted(() -> {
                    assertThat(rowsOf("acme")).isEmpty();
                    assertThat(
                                    database.rows(
                                            "acme",
                                            "select 1 from view.erased_org where org_id = 'acme'"
                                                    + " and finished_at is not null"))
                            .hasSize(1);
                });
    }

    /// The rows of an org, by table of the catalogue, where there are any.
    private Map<String, List<String>> rowsOf(String org) throws Exception {
        Map<String, List<String>> rows = new TreeMap<>();
        try (Connection connection = backend.ownerDataSource().getConnection()) {
            for (String table : TenantTables.of(connection, "view")) {
                List<String> found = database.rows(org, "select * from " + table);
                if (!found.isEmpty()) {
                    rows.put(table, found);
                }
            }
        }
        return rows;
    }

    /// What the bucket has of an org: blobs, archives and keys.
    private List<Path> filesOf(String org) throws Exception {
        try (Stream<Path> files = Files.walk(directory.resolve("blobs"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> Stream.of(file.toString().split("/")).anyMatch(org::equals))
                    .sorted()
                    .toList();
        }
    }

    /// The last value of a key on a topic; null is a tombstone, or none at all.
    private byte[] last(Topic topic, String key) {
        byte[] last = null;
        for (ConsumerRecord<byte[], byte[]> record : backend.topics().readRaw(topic.name())) {
            if (key.equals(new String(record.key(), StandardCharsets.UTF_8))) {
                last = record.value();
            }
        }
        return last;
    }
}
