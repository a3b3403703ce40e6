package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.id.PoolId;
import java.time.Instant;
import java.util.TreeMap;

/// What the fleet can start now: slots of the workers that are there and not draining, less what is
/// leased to them and what is on its way to their pool.
final class Fleet {
    private Fleet() {}

    /// Free slots by pool; a pool without a live worker is absent.
    static TreeMap<PoolId, Integer> free(SchedulerState state, Instant tick) {
        TreeMap<PoolId, Integer> free = new TreeMap<>();
        for (WorkerEntry worker : state.workers().values()) {
            if (!worker.draining() && live(worker, state, tick)) {
                int leased =
                        state.index().holdersOf(Index.workerKey(worker.worker().value())).size();
                free.merge(worker.pool(), Math.max(0, worker.slots() - leased), Integer::sum);
            }
        }
        free.replaceAll((pool, slots) -> slots - state.index().holdersOf("issued:" + pool).size());
        free.values().removeIf(slots -> slots <= 0);
        return free;
    }

    /// Slots of a pool in all, free or not.
    static int slots(SchedulerState state, PoolId pool, Instant tick) {
        int slots = 0;
        for (WorkerEntry worker : state.workers().values()) {
            if (worker.pool().equals(pool) && !worker.draining() && live(worker, state, tick)) {
                slots += worker.slots();
            }
        }
        return slots;
    }

    private static boolean live(WorkerEntry worker, SchedulerState state, Instant tick) {
        return !worker.seenAt().plus(state.window()).isBefore(tick);
    }
}
