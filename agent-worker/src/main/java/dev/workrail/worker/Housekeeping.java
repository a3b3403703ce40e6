package dev.workrail.worker;

import dev.workrail.worker.git.DirectoryRemoval;
import dev.workrail.worker.git.GitException;
import dev.workrail.worker.git.MirrorSweep;
import dev.workrail.worker.lease.Leases;
import dev.workrail.worker.session.WorkerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Frees disk that no session needs any more: now and then, while others run. What fails is tried
/// again with the next round.
final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private final MirrorSweep mirrors;
    private final WorkerSettings settings;
    private final Leases leases;
    private final Duration keep;
    private final Clock clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("housekeeping").factory());

    /// @param keep how long the files of a session stay that was killed with its worktree kept
    Housekeeping(
            MirrorSweep mirrors,
            WorkerSettings settings,
            Leases leases,
            Duration keep,
            Clock clock) {
        this.mirrors = mirrors;
        this.settings = settings;
        this.leases = leases;
        this.keep = keep;
        this.clock = clock;
    }

    void start(Duration every) {
        timer.scheduleWithFixedDelay(
                this::round, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void round() {
        try {
            removeOldSessions();
            mirrors.sweep();
        } catch (UncheckedIOException | GitException e) {
            LOG.atWarn()
                    .addKeyValue("worker", settings.worker())
                    .addKeyValue("error", String.valueOf(e.getMessage()))
                    .log("disk could not be freed; tried again later");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void removeOldSessions() {
        Set<Path> live =
                leases.all().stream()
                        .map(lease -> settings.directory(lease.key()))
                        .collect(Collectors.toSet());
        Instant horizon = clock.instant().minus(keep);
        for (Path session : sessions()) {
            if (!live.contains(session) && changedAt(session).isBefore(horizon)) {
                DirectoryRemoval.remove(session);
            }
        }
    }

    private List<Path> sessions() {
        try (Stream<Path> children = Files.list(settings.sessions())) {
            return children.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant changedAt(Path directory) {
        try {
            return Files.getLastModifiedTime(directory).toInstant();
        } catch (IOException e) {
            // Removed by its own session since it was listed.
            return Instant.MAX;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
