package dev.workrail.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workrail.contracts.session.Gate;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.topic.Topic;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.projections.session.Story;
import dev.workrail.projections.sink.ViewSink;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.WorkrailBackend;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    @Test
    void shouldGoOnBehindRecordsThatCannotBeRead() {
        // given poison on every topic it reads: no JSON, no headers, no key, no fields
        projections.start();
        Map<String, String> headers =
                Map.of(
                        "ce_id", "x",
                        "ce_source", "/test",
                        "ce_type", "x",
                        "ce_time", "2026-03-01T10:00:00Z");
        for (Topic topic : ViewSink.TOPICS) {
            poison(topic, "sess_1", "{", headers);
            poison(topic, "sess_1", "{}", Map.of());
            if (!topic.compacted()) {
                poison(topic, null, "{}", headers);
            }
            poison(topic, "sess_1", "[]", headers);
        }
        for (String kind : List.of("segment", "session_claimed", "session_released", "fact")) {
            poison(
                    Topics.SESSIONS,
                    "sess_1",
                    "{\"kind\":\"" + kind + "\",\"session\":\"sess_1\",\"org\":\"acme\"}",
                    headers);
        }
        poison(Topics.SESSIONS, "sess_1", "{\"kind\":\"from_the_future\"}", headers);
        poison(Topics.SCHEDULING, "acme", "{\"kind\":\"session_queued\"}", headers);
        poison(Topics.SCHEDULING, "acme", "{\"kind\":\"session_leased\"}", headers);

        // when
        projections.publish(new Story("acme", "sess_1").queued().running().ended(Outcome.SUCCESS));

        // then
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(
                                        projections
                                                .database()
                                                .value(
                                                        "acme",
                                                        "select status from view.session where session_id = 'sess_1'"))
                                .isEqualTo("completed"));
        await().untilAsserted(() ->
                assertThat(
                                projections
                                        .database()
                                        .rows(
                                                "acme",
                                                "select kind from view.session_event where kind = 'session_ended'"))
                        .hasSize(1));
        assertThat(projections.role().healthy()).isTrue();
        await().untilAsserted(() ->
                assertThat(
                                projections
                                        .database()
                                        .rows("workrail", "select letter_id from view.dead_letter"))
                        .hasSizeGreaterThan(15));
    }

    @Test
    void shouldCatchUpAfterTheDatabaseWasAway() throws Exception {
        // given a session half told
        projections.close();
        try (CuttableLink link = new CuttableLink(backend.app().url())) {
            projections = new Projections(backend, directory, link.url());
            projections.start();
            Story first = new Story("acme", "sess_1").queued().running().turn(1, 1, 1);
            projections.publish(first);
            awaitEvents(3);

            // when the database is away while the rest is told
            link.cut();
            Story second = new Story("acme", "sess_2").queued().running().turn(1, 1, 1);
            projections.publish(second);
            await().pollDelay(Duration.ofSeconds(2)).until(() -> projections.role().healthy());
            assertThat(projections.database().rows("acme", "select 1 from view.session_event"))
                    .hasSize(3);
            link.mend();

            // then
            awaitEvents(6);
            assertThat(projections.role().healthy()).isTrue();
        }
    }

    @Test
    void shouldGoOnAfterARestartWhereItWas() {
        // given
        projections.start();
        Story story = new Story("acme", "sess_1").queued().running().turn(1, 1, 1);
        projections.publish(story);
        awaitEvents(3);

        // when
        projections.stop();
        Story rest = new Story("acme", "sess_2").queued().running().turn(1, 1, 1);
        projections.publish(rest);
        projections.start();

        // then
        awaitEvents(6);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(
                                        projections
                                                .database()
                                                .rows(
                                                        "acme",
                                                        "select session_id, accepted from view.session, view.stat_day"
                                                                + " where accepted > 0"))
                                .hasSizeGreaterThanOrEqualTo(2));
    }

    private void awaitEvents(int count) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(
                                        projections
                                                .database()
                                                .rows(
                                                        "acme",
                                                        "select session_id, log_offset, item from view.session_event"))
                                .hasSize(count));
    }

    private void poison(Topic topic, String key, String value, Map<String, String> headers) {
        backend.topics()
                .publishRaw(topic.name(), key, value.getBytes(StandardCharsets.UTF_8), headers);
    }
}
