package dev.workrail.worker.lease;

import dev.workrail.contracts.id.ClaimId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.schedule.LeaseEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A worker's right to run one session under one epoch, from its claim on.
///
/// The session asks [#check] before anything that has an effect outside; whoever learns that the
/// right is gone calls [#stop], which interrupts the session's thread. Thread-safe.
public final class Lease {
    /// What a lease is for.
    public record Key(SessionId session, OrgId org, long epoch, ClaimId claim) {}

    private final Key key;
    private final Clock clock;
    private final AtomicReference<LeaseTerm> term;
    private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();
    private final CompletableFuture<LeaseEvent.Granted> grant = new CompletableFuture<>();
    private volatile @Nullable Thread holder;

    public Lease(Key key, LeaseTerm term, Clock clock) {
        this.key = key;
        this.term = new AtomicReference<>(term);
        this.clock = clock;
    }

    public Key key() {
        return key;
    }

    /// Completes with the grant, or exceptionally with [StoppedException] where the claim lost.
    public CompletableFuture<LeaseEvent.Granted> grant() {
        return grant;
    }

    /// The thread that runs the session; it is interrupted by [#stop].
    public void heldBy(Thread thread) {
        holder = thread;
        if (stop.get() != null) {
            thread.interrupt();
        }
    }

    /// Whether the claim was neither granted nor refused yet, so that nothing runs under it.
    public boolean isUnanswered() {
        return !grant.isDone();
    }

    /// The method of ours that the session is in: for people who wonder why it does not end.
    public Optional<String> place() {
        Thread thread = holder;
        return thread == null
                ? Optional.empty()
                : Arrays.stream(thread.getStackTrace())
                        .filter(frame -> frame.getClassName().startsWith("dev.workrail."))
                        .findFirst()
                        .map(frame ->
                                frame.getClassName().replaceFirst(".*\\.", "")
                                        + "."
                                        + frame.getMethodName());
    }

    void granted(LeaseEvent.Granted granted) {
        term.updateAndGet(before -> before.granted(granted.window()));
        grant.complete(granted);
    }

    void confirmed(Instant sentAt) {
        Instant now = clock.instant();
        term.updateAndGet(before -> before.confirmed(sentAt, now));
    }

    /// Ends the right for good. The first reason stays.
    public void stop(Stop reason) {
        if (stop.compareAndSet(null, reason)) {
            grant.completeExceptionally(new StoppedException(reason));
            Thread thread = holder;
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    /// Stops the session where its time is up.
    void lapseIfDue() {
        if (!term.get().allows(clock.instant())) {
            stop(new Stop.Lapsed("no heartbeat was confirmed in time"));
        }
    }

    Duration age(Instant now) {
        return term.get().age(now);
    }

    public Optional<Stop> stopped() {
        return Optional.ofNullable(stop.get());
    }

    /// @throws StoppedException where the session may do nothing more outside itself
    public void check() {
        lapseIfDue();
        Stop reason = stop.get();
        if (reason != null) {
            throw new StoppedException(reason);
        }
    }
}
