package dev.workrail.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workrail.contracts.session.Gate;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.projections.session.Story;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.WorkrailBackend;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The role against a real broker and a real database.
@WorkrailBackend(wipe = WorkrailBackend.Wipe.PER_TEST)
class ProjectionsRoleIT {
    @TempDir Path directory;

    private Projections projections;
    private Backend backend;

    @BeforeEach
    void setUp(Backend backend) throws Exception {
        this.backend = backend;
        projections = new Projections(backend, directory);
    }

    @AfterEach
    void tearDown() {
        projections.close();
    }

    @Test
    void shouldTurnALogIntoRows() {
        // given
        projections.start();
        Story story =
                new Story("acme", "sess_1")
                        .queued()
                        .running()
                        .turn(100, 20, 5000)
                        .committed(Story.COMMIT, Story.TREE)
                        .verified(Gate.UNIT_TESTS, true, Story.change(Story.COMMIT, Story.TREE))
                        .reviewed("clean")
                        .ended(Outcome.SUCCESS)
                        .closed(Outcome.SUCCESS);

        // when
        projections.publish(story);

        // then
        ViewDatabase database = projections.database();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(
                                        database.value(
                                                "acme",
                                                "select status || ' ' || outcome from view.session"))
                                .isEqualTo("completed success"));
        await().untilAsserted(() ->
                assertThat(database.value("acme", "select verdict from view.proof_record"))
                        .isEqualTo("passed"));
        assertThat(database.rows("acme", "select kind from view.session_event"))
                .contains(
                        "{kind=session_claimed}",
                        "{kind=change_committed}",
                        "{kind=session_ended}");
        assertThat(database.rows("acme", "select * from view.queue_item")).isEmpty();
        assertThat(
                        database.value(
                                "acme",
                                "select accepted || ' ' || success || ' ' || cost_micros from view.stat_hour"))
                .isEqualTo("1 1 5000");
        assertThat(backend.topics().readRaw(Topics.DEAD_LETTERS.name())).isEmpty();
    }
}
