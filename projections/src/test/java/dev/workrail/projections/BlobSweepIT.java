package dev.workrail.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.session.BlobRef;
import dev.workrail.contracts.session.Change;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Gate;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.Verification;
import dev.workrail.projections.archive.Archiver;
import dev.workrail.projections.session.Story;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.WorkrailBackend;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The running role, which sweeps every second here and spares no blob for its age.
@WorkrailBackend(wipe = WorkrailBackend.Wipe.PER_TEST)
class BlobSweepIT {
    private static final OrgId ACME = new OrgId("acme");

    private final Backend backend;
    private Projections projections;
    private @TempDir Path directory;

    BlobSweepIT(Backend backend) {
        this.backend = backend;
    }

    @BeforeEach
    void prepare() throws Exception {
        projections = new Projections(backend, directory);
    }

    @AfterEach
    void close() {
        projections.close();
    }

    @Test
    void shouldDeleteWhatNothingNamesAndKeepWhatTheLogOrAnArchiveNames() throws Exception {
        // given
        BlobRef output = put("output", "all tests passed");
        BlobRef orphan = put("output", "of a run that no event names");
        Story story =
                new Story("acme", "sess_1")
                        .queued()
                        .running()
                        .effects(new Effect.Verified(naming(output)))
                        .ended(Outcome.SUCCESS)
                        .closed(Outcome.SUCCESS);
        projections.publish(story);
        projections.sweep(Duration.ofSeconds(1));

        // when
        projections.start();

        // then
        await().atMost(Duration.ofSeconds(30)).until(() -> gone(orphan));
        assertThat(gone(output)).isFalse();
        assertThat(swept()).isEqualTo(1);

        // when only the archive names it
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(365 * 60));
        new Archiver(
                        projections.database().tenants(),
                        projections.database().pool(),
                        projections.blobs(),
                        later)
                .archiveDue();
        BlobRef another = put("output", "another of no event");

        // then
        await().atMost(Duration.ofSeconds(30)).until(() -> gone(another));
        assertThat(gone(output)).isFalse();
        assertThat(
                        projections
                                .database()
                                .rows("acme", "select digest from view.archive where digest <> ''"))
                .hasSize(1);
    }

    private static Verification naming(BlobRef output) {
        return new Verification(
                Gate.UNIT_TESTS,
                true,
                new Change("https://git.test/a.git", "refs/heads/a", "c".repeat(40), "t", "b"),
                "make test",
                0,
                output,
                "12 tests passed",
                "wkr_1",
                Story.BEGIN,
                1500L);
    }

    private double swept() {
        return projections.meters().get("workrail.blobs.swept").counter().count();
    }

    private boolean gone(BlobRef ref) throws Exception {
        return projections.blobs().get(ACME, ref).isEmpty();
    }

    private BlobRef put(String kind, String content) throws Exception {
        return projections.blobs().put(ACME, kind, content.getBytes(StandardCharsets.UTF_8));
    }
}
