package dev.workrail.dispatcher.topology;

import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.dispatcher.schedule.Decision;
import dev.workrail.dispatcher.schedule.SavedState;
import dev.workrail.dispatcher.schedule.SchedulerState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/// The scheduler's state on disk and in its changelog, one record per entry: a decision writes what
/// it changed and nothing else, a restart reads everything once.
final class StateStore {
    private final KeyValueStore<String, byte[]> store;

    StateStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    SchedulerState load(Duration window) {
        Map<String, byte[]> entries = new HashMap<>();
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> next = all.next();
                entries.put(next.key, next.value);
            }
        }
        return SavedState.load(window, entries);
    }

    void save(SchedulerState before, Decision decision) {
        SavedState.changes(before, decision)
                .forEach((key, entry) -> {
                    if (entry.isPresent()) {
                        store.put(key, ContractsJson.write(entry.get()));
                    } else {
                        store.delete(key);
                    }
                });
    }
}
