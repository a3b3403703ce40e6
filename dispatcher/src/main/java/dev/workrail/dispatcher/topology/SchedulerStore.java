package dev.workrail.dispatcher.topology;

import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.dispatcher.schedule.SchedulerEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/// Everything the scheduler keeps, in one store: its state, one record per entry, and in parts of
/// their own where each session would be resumed, what it is to do, and what was seen in the last
/// week.
record SchedulerStore(
        StateStore states, CheckpointStore checkpoints, SpecStore specs, SeenStore seen) {
    static final String STORE = "scheduler-state";

    /// Stores that an earlier version kept the parts in, with the part each has become. They stay
    /// in the topology so that a start on data of that version finds them.
    private static final Map<String, String> EARLIER =
            Map.of(
                    "session-checkpoints", CheckpointStore.PREFIX,
                    "session-specs", SpecStore.PREFIX,
                    "seen-sources", SeenStore.PREFIX);

    /// Adds the store to a topology.
    ///
    /// @return the names that its processor has to be connected to
    static String[] addTo(StreamsBuilder builder) {
        List<String> names = new ArrayList<>(EARLIER.keySet().stream().sorted().toList());
        names.forEach(name -> builder.addStateStore(store(name).withCachingDisabled()));
        // Written again and again: disk and changelog get what a commit leaves of an entry.
        builder.addStateStore(store(STORE).withCachingEnabled());
        names.add(STORE);
        return names.toArray(String[]::new);
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray());
    }

    /// The store of a processor, with all that an earlier version left.
    static SchedulerStore in(ProcessorContext<?, ?> context) {
        KeyValueStore<Bytes, byte[]> store = context.getStateStore(STORE);
        EARLIER.forEach((name, prefix) -> {
            KeyValueStore<Bytes, byte[]> earlier = context.getStateStore(name);
            move(earlier, new StorePart(store, prefix));
        });
        return of(store);
    }

    static SchedulerStore of(KeyValueStore<Bytes, byte[]> store) {
        return new SchedulerStore(
                new StateStore(store),
                new CheckpointStore(new StorePart(store, CheckpointStore.PREFIX)),
                new SpecStore(new ExpiringStore(new StorePart(store, SpecStore.PREFIX))),
                new SeenStore(new ExpiringStore(new StorePart(store, SeenStore.PREFIX))));
    }

    /// Keeps what of an event lies beside the state.
    ///
    /// @param trace of the work that the event belongs to
    void keep(SchedulerEvent event, @Nullable String trace) {
        if (event instanceof SchedulerEvent.Remember remember) {
            seen.put(remember.hash(), remember.what());
        } else if (event instanceof SchedulerEvent.Progressed progressed
                && progressed.checkpoint() != null) {
            checkpoints.put(progressed.session(), progressed.checkpoint());
        } else if (event instanceof SchedulerEvent.Said said
                && said.event() instanceof SchedulingEvent.Queued queued) {
            specs.put(queued.spec(), trace);
        } else if (event instanceof SchedulerEvent.Said said
                && said.event() instanceof SchedulingEvent.Closed closed) {
            checkpoints.over(closed.session());
            specs.over(closed.session(), closed.at());
        }
    }

    /// Forgets what is no longer to be known.
    void expire(Instant now) {
        seen.expire(now);
        specs.expire(now);
    }

    /// Moves all entries of a store into a part of another.
    static void move(KeyValueStore<Bytes, byte[]> from, StorePart to) {
        List<Bytes> moved = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all = from.all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> entry = all.next();
                to.put(entry.key.get(), entry.value);
                moved.add(entry.key);
            }
        }
        moved.forEach(from::delete);
    }
}
