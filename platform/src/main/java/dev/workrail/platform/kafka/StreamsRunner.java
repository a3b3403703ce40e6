package dev.workrail.platform.kafka;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs one topology: started once, closed once.
///
/// A transient fault replaces the stream thread; any other stops the client, which then is neither
/// healthy nor ready. A record that cannot be read becomes a dead letter. Thread-safe.
public final class StreamsRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsRunner.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final String applicationId;
    private final KafkaStreams streams;
    private final GroupMembershipOperation onClose;
    private final CountDownLatch running = new CountDownLatch(1);
    private volatile State state = State.CREATED;

    /// @param stays whether this process keeps its place in the group over a restart
    StreamsRunner(StreamsSpec spec, KafkaStreams streams, LoopMetrics metrics, boolean stays) {
        this.applicationId = spec.applicationId();
        this.onClose =
                stays
                        ? GroupMembershipOperation.REMAIN_IN_GROUP
                        : GroupMembershipOperation.LEAVE_GROUP;
        this.streams = streams;
        streams.setStateListener((to, _) -> became(to));
        streams.setUncaughtExceptionHandler(fault -> decide(fault, metrics));
    }

    /// Starts the topology; does not wait until it runs.
    public StreamsRunner start() {
        streams.start();
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

    public String applicationId() {
        return applicationId;
    }

    /// The client itself, for its stores and lags. Whoever has it does not start or close it.
    public KafkaStreams streams() {
        return streams;
    }

    @Override
    public void close() {
        streams.close(CloseOptions.timeout(CLOSE_TIMEOUT).withGroupMembershipOperation(onClose));
    }

    private void became(State to) {
        state = to;
        if (to == State.RUNNING) {
            running.countDown();
        }
        LOG.atInfo().addKeyValue("loop", applicationId).log("topology is {}", to);
    }

    private StreamThreadExceptionResponse decide(Throwable fault, LoopMetrics metrics) {
        metrics.fault();
        boolean passes = Faults.isTransient(fault);
        LOG.atError()
                .addKeyValue("loop", applicationId)
                .setCause(fault)
                .log(passes ? "stream thread failed, replacing it" : "topology stopped by a fault");
        return passes
                ? StreamThreadExceptionResponse.REPLACE_THREAD
                : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
}
