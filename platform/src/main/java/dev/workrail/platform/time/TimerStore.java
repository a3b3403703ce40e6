package dev.workrail.platform.time;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.json.ContractsJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/// Durable timers of a topology: what is scheduled survives crashes and moves with the task, and
/// fires when a tick that is late enough is processed. Nothing fires by itself: the processor asks
/// [#takeDue] with the time of each tick.
///
/// Kept in two stores with changelogs, by due time and by id, so that both firing and cancelling
/// are cheap however many timers there are. Add [#builders] to the processor's stores. Like every
/// store, for the task's own thread.
public final class TimerStore<T> {
    private final KeyValueStore<Bytes, byte[]> byDue;
    private final KeyValueStore<String, Long> byId;
    private final Class<T> type;

    /// A timer.
    ///
    /// @param id unique in its store; scheduling it again replaces it
    /// @param due millisecond precision
    public record Timer<T>(String id, Instant due, T data) {}

    private record Stored(String id, JsonNode data) {}

    private TimerStore(
            KeyValueStore<Bytes, byte[]> byDue, KeyValueStore<String, Long> byId, Class<T> type) {
        this.byDue = byDue;
        this.byId = byId;
        this.type = type;
    }

    /// The stores behind timers of that name, for `ConnectedStoreProvider` or `addStateStore`.
    ///
    /// @param onDisk false keeps them in memory, restored from the changelog at each start
    public static Set<StoreBuilder<?>> builders(String name, boolean onDisk) {
        var due = onDisk ? Stores.persistentKeyValueStore(dueName(name)) : memory(dueName(name));
        var id = onDisk ? Stores.persistentKeyValueStore(idName(name)) : memory(idName(name));
        return Set.of(
                Stores.keyValueStoreBuilder(due, Serdes.Bytes(), Serdes.ByteArray()),
                Stores.keyValueStoreBuilder(id, Serdes.String(), Serdes.Long()));
    }

    /// The timers of that name, in a processor's `init`.
    ///
    /// @param type what each timer carries, kept as JSON
    public static <T> TimerStore<T> open(ProcessingContext context, String name, Class<T> type) {
        return new TimerStore<>(
                context.getStateStore(dueName(name)), context.getStateStore(idName(name)), type);
    }

    /// Schedules a timer, in place of any of that id.
    public void schedule(String id, Instant due, T data) {
        cancel(id);
        byDue.put(key(due.toEpochMilli(), id), ContractsJson.write(new Stored(id, tree(data))));
        byId.put(id, due.toEpochMilli());
    }

    /// @return whether there was one
    public boolean cancel(String id) {
        Long due = byId.delete(id);
        if (due == null) {
            return false;
        }
        byDue.delete(key(due, id));
        return true;
    }

    public Optional<Timer<T>> get(String id) {
        Long due = byId.get(id);
        return due == null ? Optional.empty() : timer(due, byDue.get(key(due, id)));
    }

    /// Takes timers that are due at `now`, the earliest first; they are gone from the store.
    ///
    /// @param max how many at most, so that a backlog does not hold up the task
    public List<Timer<T>> takeDue(Instant now, int max) {
        List<Timer<T>> due = new ArrayList<>();
        Bytes end = key(now.toEpochMilli() + 1, "");
        try (KeyValueIterator<Bytes, byte[]> entries = byDue.range(null, end)) {
            while (due.size() < max && entries.hasNext()) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                long at = ByteBuffer.wrap(entry.key.get()).getLong();
                if (at <= now.toEpochMilli()) {
                    timer(at, entry.value).ifPresent(due::add);
                }
            }
        }
        due.forEach(timer -> cancel(timer.id()));
        return due;
    }

    /// When the earliest timer is due; empty where there is none.
    public Optional<Instant> nextDue() {
        try (KeyValueIterator<Bytes, byte[]> entries = byDue.all()) {
            return entries.hasNext()
                    ? Optional.of(
                            Instant.ofEpochMilli(
                                    ByteBuffer.wrap(entries.next().key.get()).getLong()))
                    : Optional.empty();
        }
    }

    private Optional<Timer<T>> timer(long due, byte @Nullable [] value) {
        if (value == null) {
            return Optional.empty();
        }
        Stored stored = ContractsJson.read(value, Stored.class);
        return Optional.of(
                new Timer<>(
                        stored.id(),
                        Instant.ofEpochMilli(due),
                        ContractsJson.fromTree(stored.data(), type)));
    }

    private static JsonNode tree(Object data) {
        return ContractsJson.toTree(data);
    }

    /// Sorts by time, then id: big-endian, and no time is before 1970.
    private static Bytes key(long dueMillis, String id) {
        byte[] idBytes = id.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(
                ByteBuffer.allocate(Long.BYTES + idBytes.length)
                        .putLong(dueMillis)
                        .put(idBytes)
                        .array());
    }

    private static KeyValueBytesStoreSupplier memory(String name) {
        return Stores.inMemoryKeyValueStore(name);
    }

    private static String dueName(String name) {
        return name + "-by-due";
    }

    private static String idName(String name) {
        return name + "-by-id";
    }
}
