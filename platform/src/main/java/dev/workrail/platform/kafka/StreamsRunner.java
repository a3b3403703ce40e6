package dev.workrail.platform.kafka;

import dev.workrail.platform.log.Seldom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs one topology: started once, closed once.
///
/// A transient fault replaces the stream thread; any other stops the client, which then is neither
/// healthy nor ready. A record that cannot be read becomes a dead letter. While it is not ready it
/// says why, also where its state does not come back. Thread-safe.
public final class StreamsRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsRunner.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration WATCH_PERIOD = Duration.ofSeconds(1);

    private final String applicationId;
    private final KafkaStreams streams;
    private final GroupMembershipOperation onClose;
    private final RestoreWatch watch;
    private final FaultStreak streak = new FaultStreak(System::nanoTime);
    private final Seldom failing = new Seldom();
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile State state = State.CREATED;
    private volatile @Nullable Throwable fault;

    /// @param stays whether this process keeps its place in the group over a restart
    StreamsRunner(
            StreamsSpec spec,
            KafkaStreams streams,
            RestoreWatch watch,
            LoopMetrics metrics,
            boolean stays) {
        this.applicationId = spec.applicationId();
        this.onClose =
                stays
                        ? GroupMembershipOperation.REMAIN_IN_GROUP
                        : GroupMembershipOperation.LEAVE_GROUP;
        this.streams = streams;
        this.watch = watch;
        streams.setGlobalStateRestoreListener(watch);
        streams.setStateListener((to, _) -> became(to));
        streams.setUncaughtExceptionHandler(fault -> decide(fault, metrics));
    }

    /// Starts the topology; does not wait until it runs.
    public StreamsRunner start() {
        streams.start();
        Thread.ofVirtual().name(applicationId + "-watch").start(this::watch);
        return this;
    }

    /// Waits until the topology has processed its way through assignment and restoration.
    ///
    /// @return false where that takes longer than `max`
    public boolean awaitRunning(Duration max) throws InterruptedException {
        return running.await(max.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Liveness: false once a fault has stopped the topology.
    public boolean healthy() {
        return state != State.ERROR && state != State.PENDING_ERROR;
    }

    /// Readiness: true while the topology processes, false while it restores or is reassigned.
    public boolean ready() {
        return state == State.RUNNING;
    }

    /// Why it is not ready, for an operator; empty while it is.
    public Optional<String> hindrance() {
        if (ready()) {
            return Optional.empty();
        }
        Throwable stopped = fault;
        if (!healthy() && stopped != null) {
            return Optional.of(applicationId + " was stopped by a fault: " + stopped);
        }
        return Optional.of(
                applicationId
                        + " is "
                        + state
                        + watch.stall().map(stall -> "; " + stall).orElse(""));
    }

    public String applicationId() {
        return applicationId;
    }

    /// The client itself, for its stores and lags. Whoever has it does not start or close it.
    public KafkaStreams streams() {
        return streams;
    }

    @Override
    public void close() {
        closed.countDown();
        streams.close(CloseOptions.timeout(CLOSE_TIMEOUT).withGroupMembershipOperation(onClose));
    }

    private void became(State to) {
        state = to;
        if (to == State.RUNNING) {
            running.countDown();
        }
        LOG.atInfo().addKeyValue("loop", applicationId).log("topology is {}", to);
    }

    /// Says once that the state stands still, and once that it moves again.
    private void watch() {
        boolean told = false;
        try {
            while (!closed.await(WATCH_PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
                Optional<String> stall = watch.stall();
                if (stall.isPresent() && !told) {
                    LOG.atError()
                            .addKeyValue("loop", applicationId)
                            .log("restoring: {}", stall.get());
                } else if (stall.isEmpty() && told) {
                    LOG.atInfo().addKeyValue("loop", applicationId).log("restoring goes on");
                }
                told = stall.isPresent();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private StreamThreadExceptionResponse decide(Throwable fault, LoopMetrics metrics) {
        metrics.fault();
        this.fault = fault;
        int attempt = streak.next();
        boolean passes = Faults.passesWithANewThread(fault, attempt);
        if (!passes) {
            LOG.atError()
                    .addKeyValue("loop", applicationId)
                    .addKeyValue("attempt", attempt)
                    .setCause(fault)
                    .log("topology stopped by a fault");
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        failing.tell()
                .ifPresent(others ->
                        LOG.atWarn()
                                .addKeyValue("loop", applicationId)
                                .addKeyValue("attempt", attempt)
                                .addKeyValue("error", Faults.describe(fault))
                                .log(
                                        "stream thread failed, replacing it, as {} before it",
                                        others));
        try {
            // On the thread that is about to end; the next one begins after this.
            closed.await(Backoff.after(attempt).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
