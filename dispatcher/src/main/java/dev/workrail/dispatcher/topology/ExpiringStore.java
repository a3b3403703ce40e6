package dev.workrail.dispatcher.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values that are forgotten at a time of their own, kept in one part of the store: `v` and the key
/// hold the value behind its expiry, `t`, the expiry and the key are the order in which values go.
final class ExpiringStore {
    private static final byte VALUE = 'v';
    private static final byte TIME = 't';

    private final StorePart store;

    ExpiringStore(StorePart store) {
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
        List<byte[]> due = new ArrayList<>();
        store.forEach(
                timeKey(0, new byte[0]),
                timeKey(now.toEpochMilli() + 1, new byte[0]),
                max,
                (key, value) -> due.add(key));
        due.forEach(this::forget);
    }

    /// A value that was put again since has a later time of its own.
    private void forget(byte[] time) {
        ByteBuffer bytes = ByteBuffer.wrap(time);
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

    private static byte[] valueKey(byte[] key) {
        return ByteBuffer.allocate(1 + key.length).put(VALUE).put(key).array();
    }

    private static byte[] timeKey(long millis, byte[] key) {
        return ByteBuffer.allocate(1 + Long.BYTES + key.length)
                .put(TIME)
                .putLong(millis)
                .put(key)
                .array();
    }
}
