package dev.workrail.projections.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerEventId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.trigger.RefusedWebhook;
import dev.workrail.contracts.trigger.SourceIdentity;
import dev.workrail.contracts.trigger.TriggerEvent;
import dev.workrail.platform.kafka.EventPublisher;
import dev.workrail.platform.kafka.Partition;
import dev.workrail.platform.kafka.Position;
import dev.workrail.platform.kafka.Received;
import dev.workrail.projections.Projections;
import dev.workrail.projections.session.Story;
import dev.workrail.projections.sink.Batches;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.Triggers;
import dev.workrail.testkit.WorkrailBackend;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a trigger was told, whichever of the two logs was read first.
@WorkrailBackend(wipe = WorkrailBackend.Wipe.PER_TEST)
class TriggerEventReaderIT {
    private static final OrgId ACME = new OrgId("acme");

    /// Not long ago: what left the log cannot be replayed.
    private static final Instant NOON =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(1));

    /// Offset of each partition's next record.
    private final Map<Partition, Long> next = new HashMap<>();

    @Test
    void shouldTellWhatBecameOfEachEventWhicheverLogWasReadFirst(
            Backend backend, @TempDir Path directory) throws Exception {
        try (Projections projections = new Projections(backend, directory);
                EventPublisher letters = projections.kafka().publisher("test")) {
            // given
            List<Object> occurrences =
                    List.of(occurred("te_sess_a", 0), occurred("te_2", 1), occurred("te_3", 2));
            Object queued = new Story("acme", "sess_a").queued().decisions().getFirst();
            List<Object> decisions =
                    List.of(
                            queued,
                            duplicate("te_2", "source"),
                            duplicate("te_sess_a", "delivery"),
                            new SchedulingEvent.Refused(
                                    ACME,
                                    new TriggerEventId("te_3"),
                                    "queue_full",
                                    null,
                                    NOON,
                                    null));

            // when
            write(projections, letters, Batches.OCCURRENCES, occurrences.subList(0, 2));
            write(projections, letters, Batches.DECISIONS, decisions);
            write(projections, letters, Batches.OCCURRENCES, occurrences.subList(2, 3));

            // then
            TriggerEventReader reader = reader(projections);
            assertThat(page(reader, filter(null)).items())
                    .extracting(
                            TriggerEventReader.TriggerEvent::id,
                            TriggerEventReader.TriggerEvent::verdict,
                            TriggerEventReader.TriggerEvent::reason,
                            TriggerEventReader.TriggerEvent::session)
                    .containsExactly(
                            tuple("te_3", "refused", "queue_full", null),
                            tuple("te_2", "duplicate", "source", "sess_a"),
                            tuple("te_sess_a", "queued", null, "sess_a"));
            assertThat(page(reader, filter("duplicate")).items()).hasSize(1);
            Page<TriggerEventReader.TriggerEvent> first =
                    reader.page(ACME, filter(null), Paging.first(2));
            assertThat(reader.page(ACME, filter(null), Paging.after(first.next(), 2)).items())
                    .extracting(TriggerEventReader.TriggerEvent::id)
                    .containsExactly("te_sess_a");
            assertThat(
                            reader.page(new OrgId("globex"), filter(null), Paging.first(Page.MAX))
                                    .items())
                    .isEmpty();
        }
    }

    @Test
    void shouldTellWhatBecameNoEventBesideTheOthersAndKeepTheNewestThousand(
            Backend backend, @TempDir Path directory) throws Exception {
        try (Projections projections = new Projections(backend, directory);
                EventPublisher letters = projections.kafka().publisher("test")) {
            // given
            List<Object> refused = new ArrayList<>();
            for (int i = 0; i < 1_200; i++) {
                refused.add(skipped("te_skip_" + i, i));
            }
            refused.add(rejected("te_no", 1_201));

            // when
            write(projections, letters, Batches.OCCURRENCES, List.of(occurred("te_1", 5)));
            write(projections, letters, Batches.REFUSED, refused.subList(0, 700));
            write(projections, letters, Batches.REFUSED, refused.subList(700, 1_201));

            // then
            TriggerEventReader reader = reader(projections);
            assertThat(reader.count(ACME, TriggerEventFilter.of(new TriggerId("fix"))))
                    .isEqualTo(new TriggerEventReader.Count(1_001, 1));
            assertThat(page(reader, filter("rejected")).items())
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.reason()).isEqualTo("unauthorized");
                        assertThat(event.detail()).isEqualTo("the signature does not hold");
                        assertThat(event.more()).isEqualTo(40);
                        assertThat(event.replayable()).isFalse();
                    });
            assertThat(page(reader, filter("skipped")).items().getFirst().condition())
                    .isEqualTo(
                            new TriggerEventReader.Condition(
                                    "/dispatchConditions/0", "the text 'a' at $.x", "\"b\""));
            assertThat(reader.find(ACME, "te_skip_0")).as("the oldest went").isEmpty();
            assertThat(reader.find(ACME, "te_1")).as("what was accepted stays").isPresent();
        }
    }

    @Test
    void shouldFindEventsByTheWordsOfTheirGoalAndSayWhereTheyLie(
            Backend backend, @TempDir Path directory) throws Exception {
        try (Projections projections = new Projections(backend, directory);
                EventPublisher letters = projections.kafka().publisher("test")) {
            // given
            write(
                    projections,
                    letters,
                    Batches.OCCURRENCES,
                    List.of(
                            occurred("te_1", 0, "Fix the red build"),
                            occurred("te_2", 1, "Fix the greeting"),
                            occurred("te_2", 2, "Paint the bikeshed")));

            // when
            TriggerEventReader reader = reader(projections);

            // then words of the row that stands find it, all of them, in order of time
            assertThat(ids(reader, goal("the fix"))).containsExactly("te_2", "te_1");
            assertThat(ids(reader, goal("RED build"))).containsExactly("te_1");
            assertThat(ids(reader, goal("bikeshed"))).isEmpty();
            Page<TriggerEventReader.TriggerEvent> first =
                    reader.page(ACME, goal("fix"), Paging.first(1));
            assertThat(reader.page(ACME, goal("fix"), Paging.after(first.next(), 1)).items())
                    .extracting(TriggerEventReader.TriggerEvent::id)
                    .containsExactly("te_1");
            assertThat(reader.replayable(ACME, goal("greeting"), 10))
                    .containsExactly(
                            new TriggerEventReader.Place(
                                    "te_2", new Position(Topics.TRIGGERS.name(), 0, 1)));
            assertThat(reader.replayable(new OrgId("globex"), goal("greeting"), 10)).isEmpty();
        }
    }

    private static TriggerEventReader reader(Projections projections) {
        return new TriggerEventReader(
                projections.database().tenants(), projections.database().pool());
    }

    private static List<String> ids(TriggerEventReader reader, TriggerEventFilter filter) {
        return page(reader, filter).items().stream()
                .map(TriggerEventReader.TriggerEvent::id)
                .toList();
    }

    private static TriggerEventFilter goal(String words) {
        return new TriggerEventFilter(null, null, null, null, words, null, null);
    }

    private static RefusedWebhook skipped(String id, int second) {
        return new RefusedWebhook.Skipped(
                new TriggerEventId(id),
                ACME,
                new TriggerId("fix"),
                "github",
                "issues",
                "opened",
                "delivery-" + id,
                "condition",
                "/dispatchConditions/0",
                "the text 'a' at $.x",
                "\"b\"",
                "dispatchCondition on $.x does not hold",
                NOON.plusSeconds(second),
                0);
    }

    private static RefusedWebhook rejected(String id, int second) {
        return new RefusedWebhook.Rejected(
                new TriggerEventId(id),
                ACME,
                new TriggerId("fix"),
                "github",
                "unauthorized",
                401,
                "the signature does not hold",
                NOON.plusSeconds(second),
                40);
    }

    private static Page<TriggerEventReader.TriggerEvent> page(
            TriggerEventReader reader, TriggerEventFilter filter) {
        return reader.page(ACME, filter, Paging.first(Page.MAX));
    }

    private static TriggerEventFilter filter(String verdict) {
        return new TriggerEventFilter(new TriggerId("fix"), verdict, null, null, null, null, null);
    }

    private static SchedulingEvent duplicate(String event, String reason) {
        return new SchedulingEvent.Duplicate(
                ACME, new TriggerEventId(event), reason, new SessionId("sess_a"), NOON, null);
    }

    private static TriggerEvent occurred(String id, int minute) {
        return occurred(id, minute, "Fix it");
    }

    private static TriggerEvent occurred(String id, int minute, String goal) {
        return new TriggerEvent.Accepted(
                new TriggerEventId(id),
                ACME,
                Triggers.with("Fix it", null, List.of(), List.of()),
                1,
                "issues",
                "opened",
                "delivery-" + id,
                new SourceIdentity("github", "issue", "a/b#1", id),
                null,
                null,
                NOON.plusSeconds(60L * minute),
                goal,
                JsonNodeFactory.instance.objectNode(),
                List.of());
    }

    private void write(
            Projections projections, EventPublisher letters, Partition partition, List<Object> data)
            throws Exception {
        List<Received<Object>> records = new ArrayList<>();
        for (Object one : data) {
            records.add(Batches.received(partition, one, next.merge(partition, 1L, Long::sum) - 1));
        }
        Batches.write(projections, letters, partition, records);
    }
}
