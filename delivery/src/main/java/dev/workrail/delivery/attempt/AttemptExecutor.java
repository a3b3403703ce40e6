package dev.workrail.delivery.attempt;

import dev.workrail.contracts.delivery.AttemptResult;
import dev.workrail.contracts.delivery.DeliveryEvent;
import dev.workrail.platform.kafka.EventPublisher;
import dev.workrail.platform.kafka.Received;
import dev.workrail.platform.kafka.RecordContext;
import dev.workrail.platform.kafka.ShareHandler;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes due attempts, each on a virtual thread of its own, a bounded number at once.
///
/// A due attempt is taken off the share group *before* it is made, so no other process makes the
/// same one. If this process dies, the attempt has no result, counts as lost when it expires, and
/// another is made due: that repeats a call only where the process died after the receiver had it
/// and before the result was on the log. The repeat has the same id. An attempt that could not be
/// over before it expires is not begun.
public final class AttemptExecutor implements ShareHandler<DeliveryEvent>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptExecutor.class);
    private static final String ATTEMPTS = "workrail.delivery.attempts";

    private final Channel channel;
    private final DeliveryLog log;
    private final MeterRegistry meters;
    private final Duration deadline;
    private final Clock clock;
    private final Semaphore room;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// @param deadline how long a channel takes at most
    /// @param concurrency attempts at once in this process
    public AttemptExecutor(
            Channel channel,
            EventPublisher publisher,
            MeterRegistry meters,
            Duration deadline,
            int concurrency,
            Clock clock) {
        this.channel = channel;
        this.log = new DeliveryLog(publisher, clock);
        this.meters = meters;
        this.deadline = deadline;
        this.clock = clock;
        this.room = new Semaphore(concurrency);
    }

    /// Whether another attempt can be taken.
    public boolean hasRoom() {
        return room.availablePermits() > 0;
    }

    @Override
    public Disposition offered(Received<DeliveryEvent> record, int deliveryCount) {
        return Disposition.ACCEPT;
    }

    @Override
    public void accepted(Received<DeliveryEvent> record) throws InterruptedException {
        if (record.data() instanceof DeliveryEvent.AttemptDue due && !expired(due)) {
            room.acquire();
            threads.execute(() -> make(record, due));
        }
    }

    /// Waits for the attempts under way, which are bounded in time.
    @Override
    public void close() {
        threads.close();
    }

    private boolean expired(DeliveryEvent.AttemptDue due) {
        return clock.instant().plus(deadline).isAfter(due.expiresAt());
    }

    private void make(Received<DeliveryEvent> record, DeliveryEvent.AttemptDue due) {
        try (RecordContext context = RecordContext.of(record)) {
            // The body names the trigger; the request itself does not.
            context.with("trigger", due.request().body().path("trigger").textValue())
                    .with("attempt", Integer.toString(due.attempt()));
            make(due);
        } finally {
            room.release();
        }
    }

    private void make(DeliveryEvent.AttemptDue due) {
        try {
            Instant begun = clock.instant();
            AttemptResult result = attempt(due);
            Duration took = Duration.between(begun, clock.instant());
            count(due, result, took);
            log.finished(due, result, took);
            LOG.debug("attempt at {} is over: {}", due.target(), result.outcome());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.atWarn()
                    .addKeyValue("error", String.valueOf(e.getCause()))
                    .log("an attempt's result could not be written; it will count as lost");
        }
    }

    private void count(DeliveryEvent.AttemptDue due, AttemptResult result, Duration took) {
        meters.timer(
                        ATTEMPTS,
                        "org",
                        due.request().org().value(),
                        "kind",
                        due.request().target().kind(),
                        "outcome",
                        result.outcome().name().toLowerCase(Locale.ROOT))
                .record(took);
    }

    /// A fault of a channel must not leave its target waiting for a result.
    private AttemptResult attempt(DeliveryEvent.AttemptDue due) throws InterruptedException {
        try {
            return channel.attempt(due.request());
        } catch (RuntimeException e) {
            LOG.error("a delivery channel failed", e);
            return AttemptResult.failed("an internal fault; the log of this time has it", null);
        }
    }
}
