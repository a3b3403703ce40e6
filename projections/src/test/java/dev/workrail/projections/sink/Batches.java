package dev.workrail.projections.sink;

import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.view.DeadLetter;
import dev.workrail.contracts.view.SessionView;
import dev.workrail.platform.kafka.EventPublisher;
import dev.workrail.platform.kafka.Partition;
import dev.workrail.platform.kafka.Received;
import dev.workrail.projections.Projections;
import dev.workrail.projections.session.SessionFold;
import dev.workrail.projections.session.Story;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Records as the loop hands them to the sink.
public final class Batches {
    public static final Partition LOG = new Partition(Topics.SESSIONS.name(), 0);
    public static final Partition VIEWS = new Partition(Topics.SESSION_VIEWS.name(), 0);
    public static final Partition OCCURRENCES = new Partition(Topics.TRIGGERS.name(), 0);
    public static final Partition DECISIONS = new Partition(Topics.SCHEDULING.name(), 0);
    public static final Partition REFUSED = new Partition(Topics.REFUSED_WEBHOOKS.name(), 0);
    public static final Partition ATTEMPTS = new Partition(Topics.DELIVERY_RESULTS.name(), 0);
    public static final Partition LETTERS = new Partition(Topics.DEAD_LETTERS.name(), 0);

    private Batches() {}

    /// The story's records of `wr.sessions`, from offset `first`.
    public static List<Received<Object>> log(Story story, long first) {
        List<Received<Object>> records = new ArrayList<>();
        for (SessionRecord record : story.log()) {
            records.add(received(LOG, story.envelope(record), first + records.size()));
        }
        return records;
    }

    public static List<Received<Object>> decisions(Story story, long first) {
        List<Received<Object>> records = new ArrayList<>();
        for (SchedulingEvent event : story.decisions()) {
            records.add(received(DECISIONS, story.envelope(event), first + records.size()));
        }
        return records;
    }

    /// The story's view as it stands, at an offset.
    public static Received<Object> view(Story story, long offset) {
        SessionView view = SessionFold.view(story.state()).orElseThrow();
        return received(
                VIEWS,
                EventCodec.envelope(
                        "v", "/test", story.org() + "/" + story.session(), story.now(), null, view),
                offset);
    }

    public static Received<Object> letter(String org, String id, String code, long offset) {
        DeadLetter letter =
                new DeadLetter(
                        id,
                        org == null ? null : new OrgId(org),
                        "wr.triggers",
                        0,
                        offset,
                        "default",
                        "AA==",
                        Map.of(),
                        code,
                        "cause",
                        "test",
                        1,
                        Story.BEGIN.plusSeconds(offset));
        return received(
                LETTERS,
                new Envelope<>(
                        id, "/test", "dev.workrail.dead.letter.v1", "", Story.BEGIN, null, letter),
                offset);
    }

    /// Anything of a topic's own kind.
    public static Received<Object> received(Partition partition, Object data, long offset) {
        return received(
                partition,
                new Envelope<>(
                        "e" + offset, "/test", "dev.workrail.test.v1", "", Story.BEGIN, null, data),
                offset);
    }

    /// Has a sink of its own write a batch where the partition was left.
    public static void write(
            Projections projections,
            EventPublisher letters,
            Partition partition,
            List<Received<Object>> records)
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
        sink.handle(partition, records, base, base + records.size());
    }

    private static Received<Object> received(
            Partition partition, Envelope<?> envelope, long offset) {
        // The loop hands every family over as an object.
        @SuppressWarnings("unchecked")
        Envelope<Object> event = (Envelope<Object>) envelope;
        return new Received<>(
                event, "key", partition.topic(), partition.index(), offset, envelope.time());
    }
}
