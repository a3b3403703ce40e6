package dev.workrail.dispatcher.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// The entries of the scheduler's store whose keys begin with a prefix of their own. Who uses a
/// part sees keys without it.
///
/// All parts share one store, and so one changelog: each more would cost every commit two more
/// appends that are flushed, one of records and one of the transaction's marker.
final class StorePart {
    private static final ByteArraySerializer AS_IT_IS = new ByteArraySerializer();

    private final KeyValueStore<Bytes, byte[]> store;
    private final byte[] prefix;

    /// @param prefix begins the keys of no other part
    StorePart(KeyValueStore<Bytes, byte[]> store, String prefix) {
        this.store = store;
        this.prefix = prefix.getBytes(StandardCharsets.UTF_8);
    }

    byte @Nullable [] get(byte[] key) {
        return store.get(whole(key));
    }

    void put(byte[] key, byte[] value) {
        store.put(whole(key), value);
    }

    void delete(byte[] key) {
        store.delete(whole(key));
    }

    /// Passes on every entry.
    void forEach(BiConsumer<byte[], byte[]> each) {
        try (var entries = store.prefixScan(prefix, AS_IT_IS)) {
            pass(entries, Integer.MAX_VALUE, each);
        }
    }

    /// Passes on the entries from one key up to another, which is left out, in order of their keys.
    ///
    /// @param max at most so many
    void forEach(byte[] from, byte[] to, int max, BiConsumer<byte[], byte[]> each) {
        Bytes end = whole(to);
        try (var entries = store.range(whole(from), end)) {
            pass(
                    entries,
                    max,
                    (key, value) -> {
                        if (!Arrays.equals(key, to)) {
                            each.accept(key, value);
                        }
                    });
        }
    }

    private void pass(
            KeyValueIterator<Bytes, byte[]> entries, int max, BiConsumer<byte[], byte[]> each) {
        for (int i = 0; i < max && entries.hasNext(); i++) {
            KeyValue<Bytes, byte[]> entry = entries.next();
            byte[] key = entry.key.get();
            each.accept(Arrays.copyOfRange(key, prefix.length, key.length), entry.value);
        }
    }

    private Bytes whole(byte[] key) {
        return Bytes.wrap(
                ByteBuffer.allocate(prefix.length + key.length).put(prefix).put(key).array());
    }
}
