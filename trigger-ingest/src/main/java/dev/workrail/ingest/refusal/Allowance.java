package dev.workrail.ingest.refusal;

import dev.workrail.contracts.trigger.RefusedWebhook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one sender of one trigger may have written of its refused webhooks: thirty at once, and one
/// more every thirty seconds. The rest is counted; the next that is written says how many there
/// were, and where none comes, the last of them is written for all. Thread-safe.
final class Allowance {
    static final int BURST = 30;
    static final Duration REFILL = Duration.ofSeconds(30);

    private final List<RefusedWebhook> pending = new ArrayList<>();
    private int tokens = BURST;
    private Instant refilledAt;
    private long uncounted;
    private @Nullable RefusedWebhook last;

    Allowance(Instant now) {
        this.refilledAt = now;
    }

    synchronized void add(RefusedWebhook refused, Instant now) {
        refill(now);
        if (tokens > 0 && pending.size() < BURST) {
            tokens--;
            pending.add(withMore(refused, uncounted));
            forget();
        } else {
            uncounted++;
            last = refused;
        }
    }

    synchronized void drainTo(List<RefusedWebhook> all, Instant now) {
        refill(now);
        all.addAll(pending);
        pending.clear();
        if (last != null && tokens > 0) {
            tokens--;
            all.add(withMore(last, uncounted - 1));
            forget();
        }
    }

    private void forget() {
        uncounted = 0;
        last = null;
    }

    private void refill(Instant now) {
        long due = Duration.between(refilledAt, now).dividedBy(REFILL);
        if (due > 0) {
            tokens = (int) Math.min(BURST, tokens + due);
            refilledAt = refilledAt.plus(REFILL.multipliedBy(due));
        }
    }

    private static RefusedWebhook withMore(RefusedWebhook refused, long more) {
        return switch (refused) {
            case RefusedWebhook.Skipped skipped -> skipped.withMore(more);
            case RefusedWebhook.Rejected rejected -> rejected.withMore(more);
            case RefusedWebhook.Opaque opaque -> opaque;
        };
    }
}
