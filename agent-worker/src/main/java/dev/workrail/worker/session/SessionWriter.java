package dev.workrail.worker.session;

import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.session.Checkpoint;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.worker.lease.Lease;
import dev.workrail.worker.lease.Stop;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Appends the session's segments under one lease, in order, and numbers its events.
///
/// Appends are not waited for; [#awaitAcks] waits for all of them. An append whose outcome is not
/// known to be good stops the lease. Not thread-safe.
final class SessionWriter {
    private final Lease lease;
    private final Function<SessionRecord, CompletableFuture<?>> log;
    private final Clock clock;
    private final List<CompletableFuture<?>> open = new ArrayList<>();
    private long nextIndex;

    SessionWriter(
            Lease lease,
            Function<SessionRecord, CompletableFuture<?>> log,
            Clock clock,
            long nextIndex) {
        this.lease = lease;
        this.log = log;
        this.clock = clock;
        this.nextIndex = nextIndex;
    }

    /// The index the next event takes.
    long nextIndex() {
        return nextIndex;
    }

    /// Numbers the worker's own events.
    List<LoggedEvent> number(List<SessionEvent> activities) {
        List<LoggedEvent> numbered = new ArrayList<>();
        String session = lease.key().session().value();
        for (SessionEvent activity : activities) {
            String index = Long.toString(nextIndex);
            numbered.add(
                    new LoggedEvent(
                            Ids.derive("evt", session, index),
                            nextIndex++,
                            activity.kind() + ":" + session + ":" + index,
                            null,
                            null,
                            clock.instant(),
                            activity));
        }
        return numbered;
    }

    /// Takes events that the engine numbered from [#nextIndex] on.
    void numbered(List<LoggedEvent> events) {
        for (LoggedEvent event : events) {
            if (event.eventIndex() != nextIndex) {
                throw new IllegalStateException(
                        "event %d follows %d".formatted(event.eventIndex(), nextIndex - 1));
            }
            nextIndex++;
        }
    }

    /// @throws UnusableSessionException where they make a record no broker takes; none of it is
    ///   written
    void append(List<LoggedEvent> events, List<Effect> effects, @Nullable Checkpoint checkpoint) {
        lease.check();
        Lease.Key key = lease.key();
        publish(
                new SessionRecord.Segment(
                        key.session(),
                        key.org(),
                        key.epoch(),
                        key.claim(),
                        clock.instant(),
                        events,
                        effects,
                        checkpoint));
    }

    void release(String reason) {
        release(reason, null);
    }

    /// @param detail why, for a person; null where the reason says it all
    void release(String reason, @Nullable String detail) {
        Lease.Key key = lease.key();
        publish(
                new SessionRecord.Released(
                        key.session(),
                        key.org(),
                        key.epoch(),
                        key.claim(),
                        clock.instant(),
                        reason,
                        detail));
    }

    private void publish(SessionRecord record) {
        open.removeIf(future -> future.isDone() && !future.isCompletedExceptionally());
        CompletableFuture<?> written = log.apply(record);
        open.add(written);
        written.whenComplete((position, failure) -> {
            if (failure != null) {
                lease.stop(new Stop.Unconfirmed(String.valueOf(failure.getMessage())));
            }
        });
    }

    /// Returns once the log has everything appended so far, and the lease still holds.
    void awaitAcks() throws InterruptedException {
        try {
            for (CompletableFuture<?> written : open) {
                written.get();
            }
        } catch (ExecutionException e) {
            lease.stop(new Stop.Unconfirmed(String.valueOf(e.getMessage())));
        }
        open.clear();
        lease.check();
    }
}
