package dev.workrail.bench;

import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.trigger.TriggerEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Knows of each session when a plain reader of committed records could see how far it was.
/// Thread-safe.
///
/// All is of the clock of this machine. Accepted is the time stamp of the trigger event's record,
/// in whole milliseconds, taken before it is appended; everything else is when its record was read.
final class SessionLog implements AutoCloseable {
    /// How far a session has come.
    enum Point {
        ACCEPTED,
        CLAIMED,
        /// With the first segment of the first claim.
        UNDER_WAY,
        /// By another worker, or the same one later.
        CLAIMED_AGAIN,
        UNDER_WAY_AGAIN,
        ENDED
    }

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BACKLOG = Duration.ofMinutes(15);

    private final Map<Point, Awaited<Instant>> points = new EnumMap<>(Point.class);
    private final Map<String, Long> firstEpochs = new ConcurrentHashMap<>();
    private final LogReader reader;

    SessionLog(String bootstrapServers) {
        for (Point point : Point.values()) {
            points.put(point, new Awaited<>());
        }
        reader =
                LogReader.open(
                        bootstrapServers,
                        List.of(Topics.TRIGGERS.name(), Topics.SESSIONS.name()),
                        this::take);
    }

    /// When the session came there; each can be asked for once.
    ///
    /// @throws java.util.concurrent.TimeoutException where it has not within two minutes
    Instant await(String session, Point point) throws Exception {
        return at(point).await(session, PATIENCE);
    }

    /// Waits for the end of a session, at most two minutes.
    ///
    /// @throws java.util.concurrent.ExecutionException where it did not succeed
    void awaitSuccess(String session) throws Exception {
        awaitSuccess(session, PATIENCE);
    }

    /// Waits until the scheduler has taken everything that was accepted before `session`, which is
    /// to run at once: it takes events in their order.
    void awaitTakenBefore(String session) throws Exception {
        awaitSuccess(session, BACKLOG);
    }

    private void awaitSuccess(String session, Duration max) throws Exception {
        at(Point.ENDED).await(session, max);
        points.values().forEach(each -> each.forget(session));
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        Instant now = Instant.now();
        if (!record.topic().equals(Topics.TRIGGERS.name())) {
            take(ContractsJson.read(record.value(), SessionRecord.class), now);
        } else if (ContractsJson.read(record.value(), TriggerEvent.class)
                instanceof TriggerEvent.Accepted event) {
            at(Point.ACCEPTED)
                    .arrived(event.session().value(), Instant.ofEpochMilli(record.timestamp()));
        }
    }

    private void take(SessionRecord record, Instant now) {
        switch (record) {
            case SessionRecord.Claimed claim -> claimed(claim, now);
            case SessionRecord.Segment segment -> moved(segment, now);
            case SessionRecord.Released _, SessionRecord.Noted _, SessionRecord.Opaque _ -> {
                // Nothing that a benchmark waits for.
            }
        }
    }

    private void claimed(SessionRecord.Claimed claim, Instant now) {
        String session = claim.session().value();
        Long first = firstEpochs.putIfAbsent(session, claim.epoch());
        if (first == null) {
            at(Point.CLAIMED).arrived(session, now);
        } else if (claim.epoch() > first) {
            at(Point.CLAIMED_AGAIN).arrived(session, now);
        }
    }

    private void moved(SessionRecord.Segment segment, Instant now) {
        String session = segment.session().value();
        Long first = firstEpochs.get(session);
        boolean again = first != null && segment.epoch() > first;
        at(again ? Point.UNDER_WAY_AGAIN : Point.UNDER_WAY).arrived(session, now);
        for (Effect effect : segment.effects()) {
            if (effect instanceof Effect.Ended ended) {
                firstEpochs.remove(session);
                end(session, ended, now);
            }
        }
    }

    private void end(String session, Effect.Ended ended, Instant now) {
        if (ended.outcome() == Outcome.SUCCESS) {
            at(Point.ENDED).arrived(session, now);
        } else {
            at(Point.ENDED)
                    .failed(
                            session,
                            new IllegalStateException(
                                    "session ended with %s: %s"
                                            .formatted(ended.outcome(), ended.detail())));
        }
    }

    private Awaited<Instant> at(Point point) {
        return Objects.requireNonNull(points.get(point));
    }

    @Override
    public void close() throws InterruptedException {
        reader.close();
    }
}
