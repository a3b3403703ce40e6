package dev.workrail.projections.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workrail.contracts.id.DeliveryId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.contracts.session.Fact;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.view.SessionStatus;
import dev.workrail.contracts.view.SessionView;
import dev.workrail.platform.kafka.EventPublisher;
import dev.workrail.platform.kafka.Partition;
import dev.workrail.platform.kafka.Received;
import dev.workrail.projections.Projections;
import dev.workrail.projections.ViewDatabase;
import dev.workrail.projections.session.Story;
import dev.workrail.projections.sink.Batches;
import dev.workrail.projections.sink.PoisonedRows;
import dev.workrail.projections.sink.ViewSink;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.WorkrailBackend;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Reads what the sink wrote: filters, order, pages, and nothing of another org.
@WorkrailBackend
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadersIT {
    private static final OrgId ACME = new OrgId("acme");
    private static final OrgId GLOBEX = new OrgId("globex");

    private Projections projections;
    private ViewDatabase database;
    private EventPublisher publisher;
    private SessionReader sessions;

    @BeforeAll
    void fill(Backend backend, @TempDir Path directory) throws Exception {
        projections = new Projections(backend, directory);
        database = projections.database();
        publisher = projections.kafka().publisher("test");
        sessions = new SessionReader(database.tenants(), database.pool());
        List<Received<Object>> views = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Story story =
                    new Story("acme", "sess_%02d".formatted(i))
                            .at(Story.BEGIN.plusSeconds(60L * i))
                            .workflow(i % 2 == 0 ? "wr.coding-task" : "wr.mr-review")
                            .trigger(i % 3 == 0 ? "issues" : "pulls")
                            .goal(
                                    "Repair the "
                                            + (i % 5 == 0 ? "parser" : "lexer")
                                            + " number "
                                            + i);
            if (i % 10 == 1) {
                story.parent(new SessionId("sess_%02d".formatted(i - 1)));
            }
            story.queued();
            if (i % 2 == 0) {
                story.running().turn(10, 1, 100L * i).ended(Outcome.SUCCESS);
            }
            views.add(Batches.view(story, i));
        }
        Story detailed = new Story("acme", "sess_00").queued().running().turn(1, 1, 1);
        detailed.fact(
                "fact_1",
                new Fact.Delivered(new DeliveryId("dlv_1"), "hook", "completed", 1, null));
        write(Batches.VIEWS, views);
        write(Batches.LOG, Batches.log(detailed, 0));
        write(Batches.DECISIONS, Batches.decisions(new Story("acme", "sess_99").queued(), 0));
        write(
                Batches.LETTERS,
                List.of(
                        Batches.letter("acme", "dl_1", "malformed", 0),
                        Batches.letter("acme", "dl_2", "queue_full", 1),
                        Batches.letter("acme", "dl_3", "malformed", 2)));
    }

    @AfterAll
    void close() {
        publisher.close();
        projections.close();
    }

    @Test
    void shouldPageThroughEverySessionOnce() {
        for (SessionSort sort : SessionSort.values()) {
            for (boolean ascending : new boolean[] {true, false}) {
                List<String> seen = ids(SessionFilter.ALL, sort, ascending, 7);

                // Half of them have ended, which two of the sorts ask for.
                assertThat(seen)
                        .as("%s %s", sort, ascending)
                        .doesNotHaveDuplicates()
                        .hasSize(sort.partial() ? 15 : 30);
            }
        }
    }

    @Test
    void shouldListTheNewestFirst() {
        assertThat(ids(SessionFilter.ALL, SessionSort.CREATED, false, 10))
                .startsWith("sess_29", "sess_28")
                .endsWith("sess_00");
        assertThat(ids(SessionFilter.ALL, SessionSort.COST, false, 10)).startsWith("sess_28");
    }

    @Test
    void shouldMergeStatusesInOneOrder() {
        SessionFilter both =
                filter(Set.of(SessionStatus.WAITING, SessionStatus.COMPLETED), null, null, null);

        assertThat(ids(both, SessionSort.CREATED, false, 4))
                .hasSize(30)
                .startsWith("sess_29", "sess_28", "sess_27");
        assertThat(
                        ids(
                                filter(Set.of(SessionStatus.COMPLETED), null, null, null),
                                SessionSort.UPDATED,
                                true,
                                4))
                .hasSize(15)
                .startsWith("sess_00", "sess_02");
    }

    @Test
    void shouldHoldEveryConditionAtOnce() {
        SessionFilter filter =
                new SessionFilter(
                        Set.of(SessionStatus.COMPLETED),
                        Set.of(Outcome.SUCCESS),
                        "wr.coding-task",
                        new TriggerId("issues"),
                        null,
                        null,
                        "parser",
                        Story.BEGIN,
                        Story.BEGIN.plusSeconds(60 * 29),
                        true);

        assertThat(ids(filter, SessionSort.CREATED, true, 1)).containsExactly("sess_00");
    }

    @Test
    void shouldFindWordsOfTheGoalInAnyOrder() {
        assertThat(ids(filter(Set.of(), "NUMBER parser", null, null), SessionSort.CREATED, true, 3))
                .containsExactly("sess_00", "sess_05", "sess_10", "sess_15", "sess_20", "sess_25");
        assertThat(ids(filter(Set.of(), "pars", null, null), SessionSort.CREATED, true, 3))
                .isEmpty();
        assertThatThrownBy(
                        () -> ids(filter(Set.of(), "!", null, null), SessionSort.CREATED, true, 3))
                .isInstanceOf(BadQueryException.class)
                .hasMessageStartingWith("goal: expected a word");
        assertThatThrownBy(() ->
                        ids(filter(Set.of(), "parser", null, null), SessionSort.COST, true, 3))
                .isInstanceOf(BadQueryException.class)
                .hasMessageStartingWith("sort: ");
    }

    @Test
    void shouldKeepToATimeRange() {
        SessionFilter filter =
                filter(
                        Set.of(),
                        null,
                        Story.BEGIN.plusSeconds(60 * 3),
                        Story.BEGIN.plusSeconds(60 * 6));

        assertThat(ids(filter, SessionSort.CREATED, true, 10))
                .containsExactly("sess_03", "sess_04", "sess_05");
    }

    @Test
    void shouldTakeARangeOfTheTimeThatTheListIsSortedBy() {
        // given
        List<SessionView> all =
                sessions.page(ACME, SessionFilter.ALL, SessionSort.UPDATED, Paging.first(100))
                        .items();
        Instant from = all.get(all.size() / 2).times().updatedAt();
        SessionFilter since = filter(Set.of(), null, from, null);

        // when
        List<SessionView> updated =
                sessions.page(ACME, since, SessionSort.UPDATED, Paging.first(100)).items();
        List<SessionView> dearest =
                sessions.page(ACME, since, SessionSort.COST, Paging.first(100)).items();

        // then
        assertThat(updated)
                .isNotEmpty()
                .isEqualTo(
                        all.stream()
                                .filter(view -> !view.times().updatedAt().isBefore(from))
                                .toList());
        assertThat(dearest)
                .containsExactlyInAnyOrderElementsOf(
                        all.stream()
                                .filter(view -> !view.times().acceptedAt().isBefore(from))
                                .toList());
    }

    @Test
    void shouldShowATreeUnderItsRoot() {
        assertThat(sessions.tree(ACME, new SessionId("sess_10")))
                .extracting(view -> view.session().value())
                .containsExactly("sess_10", "sess_11");
    }

    @Test
    void shouldRefuseTheCursorOfAnotherSort() {
        Page<SessionView> page =
                sessions.page(ACME, SessionFilter.ALL, SessionSort.COST, Paging.first(5));

        assertThatThrownBy(() ->
                        sessions.page(
                                ACME,
                                SessionFilter.ALL,
                                SessionSort.CREATED,
                                Paging.after(page.next(), 5)))
                .isInstanceOf(BadQueryException.class);
        assertThatThrownBy(() ->
                        sessions.page(
                                ACME,
                                SessionFilter.ALL,
                                SessionSort.CREATED,
                                Paging.after("%%%", 5)))
                .isInstanceOf(BadQueryException.class);
        assertThatThrownBy(() -> Paging.first(1000)).isInstanceOf(BadQueryException.class);
    }

    @Test
    void shouldPageThroughTheEventsOfASession() {
        List<String> kinds = new ArrayList<>();
        String cursor = null;
        do {
            Page<SessionReader.Event> page =
                    sessions.events(ACME, new SessionId("sess_00"), new Paging(true, cursor, 2));
            page.items().forEach(event -> kinds.add(event.kind()));
            cursor = page.next();
        } while (cursor != null);

        assertThat(kinds)
                .containsExactly(
                        "session_claimed", "llm_turn_started", "llm_turn_completed", "delivered");
    }

    @Test
    void shouldCountAndListDeadLetters() {
        DeadLetterReader letters = new DeadLetterReader(database.tenants(), database.pool());
        var malformed = new DeadLetterReader.Filter(null, "malformed", null, null);

        assertThat(letters.count(ACME, malformed)).isEqualTo(2);
        Page<?> first = letters.page(ACME, malformed, Paging.first(1));
        assertThat(letters.page(ACME, malformed, Paging.after(first.next(), 1)).items())
                .singleElement()
                .satisfies(letter -> assertThat(letter.id()).isEqualTo("dl_1"));
        assertThat(letters.find(ACME, "dl_2")).isPresent();
    }

    @Test
    void shouldAddUpHoursAndDays() {
        StatReader stats = new StatReader(database.tenants(), database.pool());
        Instant from = Instant.parse("2026-03-01T00:00:00Z");

        List<StatPoint> days =
                stats.points(
                        ACME,
                        StatReader.Unit.DAY,
                        from,
                        from.plusSeconds(86400),
                        StatReader.Of.ALL);
        List<StatPoint> review =
                stats.points(
                        ACME,
                        StatReader.Unit.HOUR,
                        from,
                        from.plusSeconds(86400),
                        new StatReader.Of("wr.mr-review", null));

        assertThat(days)
                .singleElement()
                .satisfies(day -> {
                    assertThat(day.accepted()).isEqualTo(30);
                    assertThat(day.outcomes()).containsEntry(Outcome.SUCCESS, 15L);
                    assertThat(day.costMicros()).isEqualTo(21_000);
                    assertThat(day.averageWaitMs()).isEqualTo(2000);
                    assertThat(day.delivered()).isEqualTo(1);
                });
        assertThat(review).singleElement().satisfies(h -> assertThat(h.accepted()).isEqualTo(15));
    }

    @Test
    void shouldGiveAnotherOrgNothing() {
        QueueReader queue = new QueueReader(database.tenants(), database.pool());
        Instant from = Instant.EPOCH;
        Instant until = Instant.parse("2030-01-01T00:00:00Z");

        assertThat(queue.entries(ACME, "queued", 10)).hasSize(1);
        assertThat(queue.entries(GLOBEX, null, 10)).isEmpty();
        assertThat(queue.counts(GLOBEX)).isEmpty();
        assertThat(
                        sessions.page(
                                        GLOBEX,
                                        SessionFilter.ALL,
                                        SessionSort.CREATED,
                                        Paging.first(10))
                                .items())
                .isEmpty();
        assertThat(sessions.find(GLOBEX, new SessionId("sess_00"))).isEmpty();
        assertThat(sessions.tree(GLOBEX, new SessionId("sess_10"))).isEmpty();
        assertThat(sessions.events(GLOBEX, new SessionId("sess_00"), Paging.first(10)).items())
                .isEmpty();
        assertThat(
                        new DeadLetterReader(database.tenants(), database.pool())
                                .count(GLOBEX, DeadLetterReader.Filter.ALL))
                .isZero();
        assertThat(
                        new StatReader(database.tenants(), database.pool())
                                .points(
                                        GLOBEX,
                                        StatReader.Unit.DAY,
                                        from,
                                        until,
                                        StatReader.Of.ALL))
                .isEmpty();
        assertThat(
                        new ProofReader(database.tenants(), database.pool())
                                .page(GLOBEX, ProofReader.Filter.ALL, Paging.first(10))
                                .items())
                .isEmpty();
        assertThat(
                        new DeliveryReader(database.tenants(), database.pool())
                                .of(GLOBEX, new SessionId("sess_00")))
                .isEmpty();
    }

    @Test
    void shouldSayWhetherAPositionIsReached() {
        ViewPositions positions =
                new ViewPositions(database.tenants(), database.pool(), Clock.systemUTC());

        assertThat(positions.awaitPosition(Batches.VIEWS.topic(), 0, 29, Duration.ofSeconds(1)))
                .isTrue();
        assertThat(positions.awaitPosition(Batches.VIEWS.topic(), 0, 30, Duration.ofMillis(60)))
                .isFalse();
        assertThat(positions.awaitPosition("wr.commands", 0, 0, Duration.ofSeconds(1))).isFalse();
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

    private static SessionFilter filter(
            Set<SessionStatus> statuses, String goal, Instant from, Instant until) {
        return new SessionFilter(
                statuses, Set.of(), null, null, null, null, goal, from, until, false);
    }

    private List<String> ids(SessionFilter filter, SessionSort sort, boolean ascending, int limit) {
        List<String> ids = new ArrayList<>();
        String cursor = null;
        do {
            Page<SessionView> page =
                    sessions.page(ACME, filter, sort, new Paging(ascending, cursor, limit));
            page.items().forEach(view -> ids.add(view.session().value()));
            cursor = page.next();
        } while (cursor != null);
        return ids;
    }
}
