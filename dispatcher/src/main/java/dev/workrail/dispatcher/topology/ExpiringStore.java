package dev.workrail.dispatcher.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Values that are forgotten at a time of their own, kept in one store: `v` and the key hold the
/// value behind its expiry, `t`, the expiry and the key are the order in which values go.
final class ExpiringStore {
    private static final byte VALUE = 'v';
    private static final byte TIME = 't';

    private final KeyValueStore<Bytes, byte[]> store;

    ExpiringStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    byte @Nullable [] get(byte[] key) {
        byte[] stored = store.get(valueKey(key));
        return stored == null ? null : Arrays.copyOfRange(stored, Long.BYTES, stored.length);
    }

    /// Keeps `value` until it is put again or `expiry` has passed.
    void put(byte[] key, byte[] value, Instant expiry) {
        long millis = expiry.toEpochMilli();
        store.put(
                valueKey(key),
                ByteBuffer.allocate(Long.BYTES + value.length).putLong(millis).put(value).array());
        store.put(timeKey(millis, key), new byte[0]);
    }

    /// Forgets what expired by `now`, at most `max` values.
    void expire(Instant now, int max) {
        List<Bytes> due = new ArrayList<>();
        Bytes from = timeKey(0, new byte[0]);
        Bytes to = timeKey(now.toEpochMilli() + 1, new byte[0]);
        try (KeyValueIterator<Bytes, byte[]> times = store.range(from, to)) {
            while (times.hasNext() && due.size() < max) {
                KeyValue<Bytes, byte[]> next = times.next();
                if (next.key.compareTo(to) < 0) {
                    due.add(next.key);
                }
            }
        }
        due.forEach(this::forget);
    }

    /// A value that was put again since has a later time of its own.
    private void forget(Bytes time) {
        ByteBuffer bytes = ByteBuffer.wrap(time.get());
        bytes.get();
        long expiry = bytes.getLong();
        byte[] key = new byte[bytes.remaining()];
        bytes.get(key);
        byte[] stored = store.get(valueKey(key));
        if (stored != null && ByteBuffer.wrap(stored).getLong() <= expiry) {
            store.delete(valueKey(key));
        }
        store.delete(time);
    }

    static byte[] key(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Bytes valueKey(byte[] key) {
        return Bytes.wrap(ByteBuffer.allocate(1 + key.length).put(VALUE).put(key).array());
    }

    private static Bytes timeKey(long millis, byte[] key) {
        return Bytes.wrap(
                ByteBuffer.allocate(1 + Long.BYTES + key.length)
                        .put(TIME)
                        .putLong(millis)
                        .put(key)
                        .array());
    }
}
