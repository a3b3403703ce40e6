package dev.workrail.worker;

import dev.workrail.contracts.event.EncodedEvent;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.json.Kinded;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.topic.Topic;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.kafka.EventPublisher;
import dev.workrail.platform.kafka.Position;
import dev.workrail.worker.session.UnusableSessionException;
import dev.workrail.worker.session.WorkerSettings;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/// Everything a worker writes: its sessions' records and its heartbeats. Thread-safe.
final class WorkerLog {
    private static final String SOURCE = "/workrail/worker/";

    /// Below what a broker takes (1 MiB), with room for keys and headers.
    private static final int MAX_BYTES = 900 * 1024;

    private static final String VERSION = "0.1.0";

    private final EventPublisher publisher;
    private final WorkerSettings settings;
    private final Clock clock;
    private final RandomGenerator random;

    WorkerLog(
            EventPublisher publisher,
            WorkerSettings settings,
            Clock clock,
            RandomGenerator random) {
        this.publisher = publisher;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
    }

    /// @throws UnusableSessionException where no broker takes a record so large; it is not written
    CompletableFuture<Position> append(SessionRecord record) {
        String session = record.session().value();
        return publish(Topics.SESSIONS, session, record.org() + "/" + session, record);
    }

    CompletableFuture<Position> beat(List<FleetEvent.Running> running, boolean draining) {
        FleetEvent.Heartbeat beat =
                new FleetEvent.Heartbeat(
                        settings.worker(),
                        settings.domain(),
                        settings.pool(),
                        settings.slots(),
                        draining,
                        running,
                        VERSION,
                        clock.instant());
        String domain = settings.domain().value();
        return publish(Topics.HEARTBEATS, domain, domain + "/" + settings.worker(), beat);
    }

    private <T extends Kinded> CompletableFuture<Position> publish(
            Topic topic, String key, String subject, T data) {
        EncodedEvent encoded =
                EventCodec.encode(
                        EventCodec.envelope(
                                Ids.mint("evt", clock.instant(), random),
                                SOURCE + settings.worker(),
                                subject,
                                clock.instant(),
                                null,
                                data));
        requireSmall(encoded);
        return publisher.publish(topic, key, encoded);
    }

    private static void requireSmall(EncodedEvent encoded) {
        int bytes = encoded.value().length;
        if (bytes > MAX_BYTES) {
            throw new UnusableSessionException(
                    "record_too_large: what the session wrote at once has %d bytes, at most %d fit; hand large results over as files"
                            .formatted(bytes, MAX_BYTES));
        }
    }
}
