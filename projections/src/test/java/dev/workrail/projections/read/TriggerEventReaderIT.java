package dev.workrail.projections.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerEventId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.trigger.SourceIdentity;
import dev.workrail.contracts.trigger.TriggerEvent;
import dev.workrail.platform.kafka.EventPublisher;
import dev.workrail.platform.kafka.Partition;
import dev.workrail.platform.kafka.Received;
import dev.workrail.projections.Projections;
import dev.workrail.projections.session.Story;
import dev.workrail.projections.sink.Batches;
import dev.workrail.projections.sink.PoisonedRows;
import dev.workrail.projections.sink.ViewSink;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.Triggers;
import dev.workrail.testkit.WorkrailBackend;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a trigger was told, whichever of the two logs was read first.
@WorkrailBackend
class TriggerEventReaderIT {
    private static final OrgId ACME = new OrgId("acme");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

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
                                    ACME, new TriggerEventId("te_3"), "queue_full", null, NOON));

            // when
            write(projections, letters, Batches.OCCURRENCES, occurrences.subList(0, 2));
            write(projections, letters, Batches.DECISIONS, decisions);
            write(projections, letters, Batches.OCCURRENCES, occurrences.subList(2, 3));

            // then
            TriggerEventReader reader =
                    new TriggerEventReader(
                            projections.database().tenants(), projections.database().pool());
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

    private static Page<TriggerEventReader.TriggerEvent> page(
            TriggerEventReader reader, TriggerEventReader.Filter filter) {
        return reader.page(ACME, filter, Paging.first(Page.MAX));
    }

    private static TriggerEventReader.Filter filter(String verdict) {
        return new TriggerEventReader.Filter(new TriggerId("fix"), verdict, null, null);
    }

    private static SchedulingEvent duplicate(String event, String reason) {
        return new SchedulingEvent.Duplicate(
                ACME, new TriggerEventId(event), reason, new SessionId("sess_a"), NOON);
    }

    private static TriggerEvent occurred(String id, int minute) {
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
                "Fix it",
                JsonNodeFactory.instance.objectNode(),
                List.of());
    }

    private static void write(
            Projections projections, EventPublisher letters, Partition partition, List<Object> data)
            throws Exception {
        ViewSink sink =
                new ViewSink(
                        projections.database().tenants(),
                        projections.database().pool(),
                        new PoisonedRows(projections.kafka().deadLetters(letters, "projections")),
                        projections.signer(),
                        Duration.ofMinutes(10),
                        Duration.ofDays(7));
        long base = sink.startOf(partition).orElseThrow();
        List<Received<Object>> records = new ArrayList<>();
        for (Object one : data) {
            records.add(Batches.received(partition, one, base + records.size()));
        }
        sink.handle(partition, records, base, base + records.size());
    }
}
