package dev.workrail.worker.session;

import dev.workrail.worker.sandbox.SandboxUser;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.IntFunction;

/// The sessions this worker can hold at once. Each slot has its own sandbox user. Thread-safe.
public final class Slots {
    private final Deque<SandboxUser> free = new ArrayDeque<>();
    private final int total;
    private boolean closed;
    private Runnable freed = () -> {};

    public Slots(int total, IntFunction<SandboxUser> users) {
        this.total = total;
        for (int slot = 0; slot < total; slot++) {
            free.add(users.apply(slot));
        }
    }

    public int total() {
        return total;
    }

    synchronized int free() {
        return free.size();
    }

    /// How many are taken.
    public synchronized int held() {
        return total - free.size();
    }

    public synchronized boolean hasFree() {
        return !closed && !free.isEmpty();
    }

    synchronized Optional<SandboxUser> take() {
        return closed ? Optional.empty() : Optional.ofNullable(free.poll());
    }

    synchronized void give(SandboxUser user) {
        free.add(user);
        notifyAll();
        freed.run();
    }

    /// Tells `listener` whenever a slot becomes free. Quick, and free of faults.
    public synchronized void onFreed(Runnable listener) {
        freed = listener;
    }

    /// No slot is taken from now on.
    public synchronized void close() {
        closed = true;
    }

    public synchronized boolean closed() {
        return closed;
    }

    /// Waits until every slot is free.
    ///
    /// @return false where that took longer than `millis`
    public synchronized boolean awaitAllFree(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        while (free.size() < total) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
