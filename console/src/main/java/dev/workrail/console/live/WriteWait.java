package dev.workrail.console.live;

import dev.workrail.contracts.id.DomainId;
import dev.workrail.contracts.topic.Groups;
import dev.workrail.contracts.topic.Topic;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.kafka.GroupProgress;
import dev.workrail.platform.kafka.KafkaClients;
import dev.workrail.platform.kafka.Partition;
import dev.workrail.platform.kafka.Position;
import dev.workrail.platform.kafka.TransientFaultException;
import dev.workrail.projections.read.ViewPositions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Waits until the views hold what a write caused.
///
/// A position is followed along the log: what is on `wr.triggers` and `wr.commands` until the
/// scheduler has decided on it, its decisions until they are folded, the folds until their rows can
/// be read. What a worker does about a command later is a write of the worker's. Configuration is
/// read from where it is written and needs no wait. Thread-safe; blocks.
@Singleton
public final class WriteWait {
    private static final List<Topic> DECISIONS = List.of(Topics.SCHEDULING, Topics.DEAD_LETTERS);
    private static final List<Topic> FOLDS = List.of(Topics.SESSION_VIEWS, Topics.PROOF_VIEWS);
    private static final Set<String> DECIDED =
            Set.of(Topics.TRIGGERS.name(), Topics.COMMANDS.name());
    private static final Set<String> FOLDED =
            Set.of(Topics.SESSIONS.name(), Topics.SCHEDULING.name());

    private final KafkaClients kafka;
    private final ViewPositions views;
    private final Clock clock;
    private volatile @Nullable GroupProgress progress;

    public WriteWait(KafkaClients kafka, ViewPositions views, Clock clock) {
        this.kafka = kafka;
        this.views = views;
        this.clock = clock;
    }

    /// The position, where there is something to wait for.
    public static Optional<Position> awaitable(Position position) {
        String topic = position.topic();
        boolean known =
                DECIDED.contains(topic)
                        || FOLDED.contains(topic)
                        || topic.equals(Topics.DEAD_LETTERS.name());
        return known ? Optional.of(position) : Optional.empty();
    }

    /// @return false where it takes longer than `max`, or a position is of another topic: what is
    ///   read then is stale
    public boolean reached(StreamCursor asked, Duration max) {
        Instant deadline = clock.instant().plus(max);
        Map<Partition, Long> decided = new HashMap<>();
        Map<Partition, Long> written = new HashMap<>();
        asked.seen()
                .forEach((partition, offset) -> {
                    if (DECIDED.contains(partition.topic())) {
                        decided.put(partition, offset + 1);
                    } else if (!partition.topic().equals(Topics.CONFIG.name())) {
                        written.put(partition, offset + 1);
                    }
                });
        try {
            return decided(decided, written, deadline)
                    && folded(written, deadline)
                    && readable(written, deadline);
        } catch (TransientFaultException e) {
            // The log is away: whoever reads now reads what there was.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean decided(
            Map<Partition, Long> wanted, Map<Partition, Long> caused, Instant deadline)
            throws InterruptedException {
        if (wanted.isEmpty()) {
            return true;
        }
        if (!log().awaitThrough(Groups.dispatcher(DomainId.DEFAULT), wanted, deadline)) {
            return false;
        }
        caused.putAll(log().ends(DECISIONS));
        return true;
    }

    private boolean folded(Map<Partition, Long> written, Instant deadline)
            throws InterruptedException {
        Map<Partition, Long> wanted = new HashMap<>(written);
        wanted.keySet().removeIf(partition -> !FOLDED.contains(partition.topic()));
        if (wanted.isEmpty()) {
            return true;
        }
        if (!log().awaitThrough(Groups.PROJECTIONS, wanted, deadline)) {
            return false;
        }
        written.putAll(log().ends(FOLDS));
        return true;
    }

    private boolean readable(Map<Partition, Long> written, Instant deadline) {
        for (Map.Entry<Partition, Long> one : written.entrySet()) {
            Partition partition = one.getKey();
            Duration left = Duration.between(clock.instant(), deadline);
            if (one.getValue() > 0
                    && !views.awaitPosition(
                            partition.topic(),
                            partition.index(),
                            one.getValue() - 1,
                            left.isNegative() ? Duration.ZERO : left)) {
                return false;
            }
        }
        return true;
    }

    private GroupProgress log() {
        GroupProgress open = progress;
        if (open == null) {
            synchronized (this) {
                open = progress;
                if (open == null) {
                    open = kafka.groupProgress("workrail-console-positions");
                    progress = open;
                }
            }
        }
        return open;
    }

    @PreDestroy
    void close() {
        GroupProgress open = progress;
        if (open != null) {
            open.close();
        }
    }
}
