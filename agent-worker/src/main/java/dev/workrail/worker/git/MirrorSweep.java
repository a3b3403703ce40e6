package dev.workrail.worker.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// Frees the disk that mirrors take: drops what ended sessions left in them, removes mirrors that
/// nobody used for long, and the least recently used where all together are too large.
///
/// A mirror whose objects a session's repository borrows is never touched, nor one that was used
/// within the last hour, in which a session may just be about to borrow. Thread-safe.
public final class MirrorSweep {
    private static final Duration GRACE = Duration.ofHours(1);

    private final Mirrors mirrors;
    private final Path sessions;
    private final Policy policy;
    private final Clock clock;

    /// @param unused how long a mirror is kept that no session uses
    /// @param maxBytes of all mirrors together; those in use may exceed it
    public record Policy(Duration unused, long maxBytes) {}

    private record Found(Path directory, Instant used, long bytes) {}

    /// @param sessions directory of the sessions' files
    public MirrorSweep(Mirrors mirrors, Path sessions, Policy policy, Clock clock) {
        this.mirrors = mirrors;
        this.sessions = sessions;
        this.policy = policy;
        this.clock = clock;
    }

    public void sweep() throws InterruptedException {
        List<Found> kept = new ArrayList<>();
        for (Path directory : children(mirrors.directory())) {
            if (!handle(directory, policy.unused())) {
                kept.add(found(directory));
            }
        }
        kept.sort(Comparator.comparing(Found::used));
        long total = kept.stream().mapToLong(Found::bytes).sum();
        for (Found oldest : kept) {
            if (total <= policy.maxBytes()) {
                return;
            }
            if (handle(oldest.directory(), GRACE)) {
                total -= oldest.bytes();
            }
        }
    }

    /// @return true where the mirror was removed
    private boolean handle(Path directory, Duration unused) throws InterruptedException {
        ReentrantLock lock = mirrors.lock(directory);
        if (!lock.tryLock()) {
            return false;
        }
        try {
            Duration idle = Duration.between(Mirror.usedAt(directory), clock.instant());
            if (idle.compareTo(GRACE) < 0 || borrowed().contains(directory.resolve("objects"))) {
                return false;
            }
            if (idle.compareTo(unused) < 0) {
                mirrors.forgetSessions(directory);
                return false;
            }
            DirectoryRemoval.remove(directory);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Object directories that repositories of sessions read from.
    private List<Path> borrowed() {
        List<Path> found = new ArrayList<>();
        for (Path session : children(sessions)) {
            SessionRepository.borrowedFrom(session).ifPresent(found::add);
        }
        return found;
    }

    private static Found found(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            long bytes = files.mapToLong(MirrorSweep::size).sum();
            return new Found(directory, Mirror.usedAt(directory), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            // git packs and removes files while they are counted.
            return 0;
        }
    }

    private static List<Path> children(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(directory)) {
            return children.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
