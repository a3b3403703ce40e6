package dev.workrail.console.log;

import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.topic.Topic;
import dev.workrail.platform.kafka.EventPublisher;
import dev.workrail.platform.kafka.KafkaClients;
import dev.workrail.platform.kafka.Position;
import dev.workrail.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The console's pen: what it says is written is with all in-sync replicas. Thread-safe; blocks.
@Singleton
public final class ConsoleLog {
    public static final String SOURCE = "/workrail/console";

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleLog.class);
    private static final Duration DELIVERY = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final KafkaClients kafka;
    private volatile @Nullable EventPublisher publisher;

    public ConsoleLog(KafkaClients kafka) {
        this.kafka = kafka;
    }

    public void open() {
        publisher = kafka.publisher("workrail-console", DELIVERY);
    }

    public void close() {
        EventPublisher open = publisher;
        publisher = null;
        if (open != null) {
            open.close();
        }
    }

    /// The open publisher, for readers that report dead letters.
    ///
    /// @throws ProblemException 503 where the role is not started
    public EventPublisher publisher() {
        EventPublisher open = publisher;
        if (open == null) {
            throw away();
        }
        return open;
    }

    /// Writes one event and returns where it lies.
    ///
    /// @throws ProblemException 503 where the broker does not have it for certain
    public Position write(Topic topic, String key, Envelope<?> event) {
        return await(publisher().publish(topic, key, event), topic.name());
    }

    /// An event, and the key it lies under.
    public record Keyed(String key, Envelope<?> event) {}

    /// Writes several events of one topic at once and returns where they lie, in their order.
    ///
    /// @throws ProblemException 503 where the broker does not have them all for certain
    public List<Position> writeAll(Topic topic, List<Keyed> events) {
        EventPublisher open = publisher();
        List<CompletableFuture<Position>> written =
                events.stream().map(each -> open.publish(topic, each.key(), each.event())).toList();
        return written.stream().map(each -> await(each, topic.name())).toList();
    }

    /// Writes a record as it once was, for a dead letter's replay.
    ///
    /// @throws ProblemException 503 where the broker does not have it for certain
    public Position writeRaw(
            String topic, @Nullable String key, byte[] value, Map<String, String> headers) {
        return await(publisher().publishRaw(topic, key, value, headers), topic);
    }

    private static Position await(CompletableFuture<Position> written, String topic) {
        try {
            return written.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away();
        } catch (ExecutionException e) {
            LOG.atWarn()
                    .addKeyValue("topic", topic)
                    .addKeyValue("error", String.valueOf(e.getCause()))
                    .log("could not write to the log");
            throw away();
        }
    }

    private static ProblemException away() {
        return ProblemException.unavailable(
                "the event log does not answer; repeat the request with the same Idempotency-Key",
                RETRY);
    }
}
