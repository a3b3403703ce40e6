package dev.workrail.projections.sink;

import dev.workrail.contracts.json.Kinded;
import dev.workrail.contracts.session.EpochFilter;
import dev.workrail.contracts.session.Fact;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.platform.kafka.Received;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The event and delivery rows of a batch of log records.
final class LogRows {
    private final Rows events =
            Rows.insert(
                    """
                    view.session_event (session_id, log_offset, item, source, kind, event_id,
                        event_index, run_id, node_id, epoch, at, data)\
                    """,
                    "on conflict do nothing",
                    "text",
                    "bigint",
                    "integer",
                    "text",
                    "text",
                    "text",
                    "bigint",
                    "text",
                    "text",
                    "bigint",
                    "timestamptz",
                    "jsonb");
    private final DeliveryRows deliveries = new DeliveryRows();

    void add(Received<SessionRecord> record, EpochFilter.Verdict verdict) {
        if (verdict == EpochFilter.Verdict.VOID) {
            return;
        }
        switch (record.data()) {
            case SessionRecord.Segment segment -> segment(record, segment);
            case SessionRecord.Claimed claimed ->
                    single(
                            record,
                            "claim",
                            claimed,
                            claimed.claim().value(),
                            claimed.epoch(),
                            claimed.at());
            case SessionRecord.Released released ->
                    single(
                            record,
                            "release",
                            released,
                            released.claim().value(),
                            released.epoch(),
                            released.at());
            case SessionRecord.Noted noted -> fact(record, noted);
            case SessionRecord.Opaque _ -> {}
        }
    }

    void execute(Connection connection) throws SQLException {
        events.execute(connection);
        deliveries.execute(connection);
    }

    private void segment(Received<SessionRecord> record, SessionRecord.Segment segment) {
        int item = 0;
        for (LoggedEvent event : segment.events()) {
            events.add(
                    segment.session().value(),
                    record.offset(),
                    item++,
                    "event",
                    event.data().kind(),
                    event.eventId(),
                    event.eventIndex(),
                    event.runId(),
                    event.nodeId(),
                    segment.epoch(),
                    Micros.of(event.at()),
                    event.data());
        }
        for (int i = 0; i < segment.effects().size(); i++) {
            events.add(
                    segment.session().value(),
                    record.offset(),
                    item++,
                    "effect",
                    segment.effects().get(i).kind(),
                    segment.effectId("eff", i),
                    null,
                    null,
                    null,
                    segment.epoch(),
                    Micros.of(segment.at()),
                    segment.effects().get(i));
        }
    }

    private void fact(Received<SessionRecord> record, SessionRecord.Noted noted) {
        add(record, "fact", noted.fact().kind(), noted, noted.factId(), null, noted.at());
        switch (noted.fact()) {
            case Fact.Delivered delivered ->
                    deliveries.delivered(noted.session(), delivered, noted.at());
            case Fact.DeliveryFailed failed ->
                    deliveries.failed(noted.session(), failed, noted.at());
            case Fact.VerificationRecorded _, Fact.Opaque _ -> {}
        }
    }

    private void single(
            Received<SessionRecord> record,
            String source,
            SessionRecord data,
            String id,
            long epoch,
            Instant at) {
        add(record, source, data.kind(), data, id, epoch, at);
    }

    private void add(
            Received<SessionRecord> record,
            String source,
            String kind,
            Kinded data,
            String id,
            @Nullable Long epoch,
            Instant at) {
        events.add(
                record.data().session().value(),
                record.offset(),
                0,
                source,
                kind,
                id,
                null,
                null,
                null,
                epoch,
                Micros.of(at),
                data);
    }
}
