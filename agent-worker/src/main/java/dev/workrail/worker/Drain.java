package dev.workrail.worker;

import dev.workrail.worker.lease.Lease;
import dev.workrail.worker.lease.Leases;
import dev.workrail.worker.lease.Stop;
import dev.workrail.worker.session.Slots;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends a worker's sessions in good order: claims that were not answered yet are given up at once,
/// sessions hand themselves back at their next safe point, and what is left after the drain's time
/// is stopped. Says whom it waits for, so that a slow end explains itself. Used once.
final class Drain {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final Duration BETWEEN_WORDS = Duration.ofSeconds(5);

    /// How long a stopped session may take to leave its slot.
    private static final Duration STOPPING = Duration.ofSeconds(30);

    private final Slots slots;
    private final Leases leases;

    Drain(Slots slots, Leases leases) {
        this.slots = slots;
        this.leases = leases;
    }

    /// @param patience how long sessions may take to reach a safe point
    void run(Duration patience) throws InterruptedException {
        // Nothing ran under them yet, and no answer may come while the product stops.
        leases.all().stream().filter(Lease::isUnanswered).forEach(Drain::stop);
        if (awaitFree(patience, "a safe point")) {
            return;
        }
        leases.all().forEach(Drain::stop);
        if (!awaitFree(STOPPING, "their end")) {
            LOG.atError()
                    .addKeyValue("slots", slots.held())
                    .addKeyValue("sessions", leases.all().stream().map(Drain::place).toList())
                    .log("slots are still held, their leases will run out");
        }
    }

    private boolean awaitFree(Duration patience, String what) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            boolean last = left.compareTo(BETWEEN_WORDS) <= 0;
            if (slots.awaitAllFree((last ? left : BETWEEN_WORDS).toMillis())) {
                return true;
            }
            if (last) {
                return false;
            }
            List<String> held = leases.all().stream().map(Drain::place).toList();
            LOG.atInfo()
                    .addKeyValue("slots", slots.held())
                    .addKeyValue("sessions", held)
                    .log("waiting for sessions to reach {}", what);
        }
    }

    private static void stop(Lease lease) {
        lease.stop(new Stop.ShutDown());
    }

    private static String place(Lease lease) {
        return lease.key().session() + lease.place().map(place -> " in " + place).orElse("");
    }
}
