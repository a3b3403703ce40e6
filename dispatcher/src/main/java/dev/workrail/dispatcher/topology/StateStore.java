package dev.workrail.dispatcher.topology;

import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.dispatcher.schedule.Decision;
import dev.workrail.dispatcher.schedule.SavedState;
import dev.workrail.dispatcher.schedule.SchedulerState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/// The scheduler's state on disk and in its changelog, one record per entry: a decision writes what
/// it changed and nothing else, a restart reads everything once.
final class StateStore {
    private final KeyValueStore<Bytes, byte[]> store;

    StateStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    SchedulerState load(Duration window) {
        Map<String, byte[]> entries = new HashMap<>();
        for (String family : SavedState.FAMILIES) {
            new StorePart(store, family)
                    .forEach((key, entry) ->
                            entries.put(family + new String(key, StandardCharsets.UTF_8), entry));
        }
        return SavedState.load(window, entries);
    }

    void save(SchedulerState before, Decision decision) {
        SavedState.changes(before, decision)
                .forEach((text, entry) -> {
                    Bytes key = Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
                    if (entry.isPresent()) {
                        store.put(key, ContractsJson.write(entry.get()));
                    } else {
                        store.delete(key);
                    }
                });
    }
}
