package dev.workrail.console.operation;

import dev.workrail.console.log.ConsoleLog;
import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.id.WorkerId;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.kafka.KafkaClients;
import dev.workrail.platform.kafka.Received;
import dev.workrail.platform.kafka.TailLoop;
import dev.workrail.platform.kafka.TailStart;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What each worker said last of itself, from the console's own tail of the heartbeats. A worker
/// that has been silent for ten minutes is forgotten. Thread-safe.
@Singleton
public final class FleetTail {
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private final KafkaClients kafka;
    private final ConsoleLog pen;
    private final Clock clock;
    private final Map<WorkerId, FleetEvent.Heartbeat> workers = new ConcurrentHashMap<>();
    private volatile @Nullable TailLoop<FleetEvent> loop;

    public FleetTail(KafkaClients kafka, ConsoleLog pen, Clock clock) {
        this.kafka = kafka;
        this.pen = pen;
        this.clock = clock;
    }

    public void start() {
        loop =
                kafka.tail(
                        "workrail-console-fleet",
                        List.of(Topics.HEARTBEATS),
                        kafka.deadLetters(pen.publisher(), "console"),
                        new TailStart.Since(clock.instant().minus(FORGOTTEN)),
                        this::take);
    }

    public void close() {
        TailLoop<FleetEvent> reading = loop;
        if (reading != null) {
            reading.close();
        }
    }

    public boolean healthy() {
        TailLoop<FleetEvent> reading = loop;
        return reading == null || reading.healthy();
    }

    /// By worker id.
    List<FleetEvent.Heartbeat> workers() {
        Instant oldest = clock.instant().minus(FORGOTTEN);
        workers.values().removeIf(beat -> beat.at().isBefore(oldest));
        return workers.values().stream()
                .sorted(Comparator.comparing(FleetEvent.Heartbeat::worker))
                .toList();
    }

    private void take(Received<FleetEvent> received) {
        if (received.data() instanceof FleetEvent.Heartbeat beat) {
            workers.put(beat.worker(), beat);
        }
    }
}
