package dev.workrail.console.outbox;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// What this process's own relay published last, by version: saves those who wait for it a look
/// into the database. Keeps the newest 10,000. Thread-safe.
final class Publications {
    private static final int KEPT = 10_000;

    private final ConcurrentSkipListMap<Long, String> positions = new ConcurrentSkipListMap<>();

    void add(long version, String position) {
        positions.put(version, position);
        while (positions.size() > KEPT) {
            positions.pollFirstEntry();
        }
    }

    Optional<String> of(long version) {
        return Optional.ofNullable(positions.get(version));
    }

    Map<Long, String> all() {
        return Map.copyOf(positions);
    }
}
