package dev.workrail.delivery.topology;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// When which target is to be woken: a store ordered by time.
record TargetTimers(KeyValueStore<String, String> store) {
    private static final String FIRST = "";

    /// Moves a target's timer; absent is none.
    void move(String target, @Nullable Instant from, @Nullable Instant to) {
        if (from != null && !from.equals(to)) {
            store.delete(key(from, target));
        }
        if (to != null && !to.equals(from)) {
            store.put(key(to, target), target);
        }
    }

    /// Targets whose time has come, the earliest first.
    List<String> due(Instant now) {
        List<String> due = new ArrayList<>();
        // '~' sorts behind every character of a target key, so timers at `now` itself are included.
        try (var timers = store.range(FIRST, key(now, "~"))) {
            timers.forEachRemaining(timer -> due.add(timer.value));
        }
        return due;
    }

    /// Sixteen hexadecimal digits sort like the milliseconds they stand for.
    private static String key(Instant at, String target) {
        return "%016x/%s".formatted(at.toEpochMilli(), target);
    }
}
