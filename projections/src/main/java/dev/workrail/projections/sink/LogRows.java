package dev.workrail.projections.sink;

import dev.workrail.contracts.json.Kinded;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.EpochFilter;
import dev.workrail.contracts.session.Fact;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.platform.kafka.Received;
import dev.workrail.projections.read.LogLevel;
import dev.workrail.projections.sink.ArtifactRows.Place;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// The event, artifact and delivery rows of a batch of log records.
final class LogRows {
    private final Rows events =
            Rows.insert(
                    """
                    view.session_event (session_id, log_offset, item, source, kind, event_id,
                        event_index, run_id, node_id, epoch, at, data, level)\
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
                    "jsonb",
                    "smallint");
    private final ArtifactRows artifacts = new ArtifactRows();
    private final DeliveryRows deliveries = new DeliveryRows();

    void add(Received<SessionRecord> record, EpochFilter.Verdict verdict) {
        if (verdict == EpochFilter.Verdict.VOID) {
            return;
        }
        switch (record.data()) {
            case SessionRecord.Segment segment -> segment(record.offset(), segment);
            case SessionRecord.Claimed claimed ->
                    add(
                            new Place(claimed.session(), record.offset(), 0, claimed.at()),
                            What.of("claim", claimed, claimed.claim().value(), LogLevel.INFO),
                            claimed.epoch(),
                            null);
            case SessionRecord.Released released ->
                    add(
                            new Place(released.session(), record.offset(), 0, released.at()),
                            What.of(
                                    "release",
                                    released,
                                    released.claim().value(),
                                    EventLevels.of(released)),
                            released.epoch(),
                            null);
            case SessionRecord.Noted noted -> fact(record.offset(), noted);
            case SessionRecord.Opaque _ -> {}
        }
    }

    void execute(Connection connection) throws SQLException {
        events.execute(connection);
        artifacts.execute(connection);
        deliveries.execute(connection);
    }

    private void segment(long offset, SessionRecord.Segment segment) {
        int item = 0;
        for (LoggedEvent event : segment.events()) {
            Place place = new Place(segment.session(), offset, item++, event.at());
            artifacts.event(place, event);
            add(
                    place,
                    What.of("event", event.data(), event.eventId(), EventLevels.of(event.data())),
                    segment.epoch(),
                    event);
        }
        for (int i = 0; i < segment.effects().size(); i++) {
            Effect effect = segment.effects().get(i);
            Place place = new Place(segment.session(), offset, item++, segment.at());
            artifacts.effect(place, effect);
            add(
                    place,
                    What.of("effect", effect, segment.effectId("eff", i), EventLevels.of(effect)),
                    segment.epoch(),
                    null);
            if (segment.effects().get(i) instanceof Effect.Deliver deliver) {
                deliveries.asked(segment.session(), segment.deliveryId(i), deliver, segment.at());
            }
        }
    }

    private void fact(long offset, SessionRecord.Noted noted) {
        Place place = new Place(noted.session(), offset, 0, noted.at());
        artifacts.fact(place, noted.fact());
        add(
                place,
                new What(
                        "fact",
                        noted.fact().kind(),
                        noted,
                        noted.factId(),
                        EventLevels.of(noted.fact())),
                null,
                null);
        switch (noted.fact()) {
            case Fact.Delivered delivered ->
                    deliveries.delivered(noted.session(), delivered, noted.at());
            case Fact.DeliveryFailed failed ->
                    deliveries.failed(noted.session(), failed, noted.at());
            case Fact.VerificationRecorded _, Fact.Erased _, Fact.Opaque _ -> {}
        }
    }

    private record What(String source, String kind, Kinded data, String id, LogLevel level) {
        static What of(String source, Kinded data, String id, LogLevel level) {
            return new What(source, data.kind(), data, id, level);
        }
    }

    private void add(Place place, What what, @Nullable Long epoch, @Nullable LoggedEvent logged) {
        events.add(
                place.session().value(),
                place.offset(),
                place.item(),
                what.source(),
                what.kind(),
                what.id(),
                logged == null ? null : logged.eventIndex(),
                logged == null ? null : logged.runId(),
                logged == null ? null : logged.nodeId(),
                epoch,
                Micros.of(place.at()),
                what.data(),
                what.level().number());
    }
}
