package dev.workrail.platform.kafka;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values written or read last, by their bytes: those used last, up to a number of bytes.
/// Thread-safe.
final class LastValues<T> {
    private final long most;
    private final Map<Form, T> values = new LinkedHashMap<>(16, 0.75f, true);
    private long held = 0;

    /// @param most bytes of all values together; a value takes a few times that on the heap
    LastValues(long most) {
        this.most = most;
    }

    /// Bytes as a key: they are never changed once they are here.
    private record Form(byte[] bytes) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Form form && Arrays.equals(bytes, form.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    @Nullable T get(byte[] bytes) {
        if (bytes.length > most) {
            return null;
        }
        Form form = new Form(bytes);
        synchronized (this) {
            return values.get(form);
        }
    }

    void put(byte[] bytes, T value) {
        if (bytes.length <= most) {
            keep(bytes, value);
        }
    }

    private synchronized void keep(byte[] bytes, T value) {
        if (values.put(new Form(bytes), value) == null) {
            held += bytes.length;
        }
        Iterator<Form> eldest = values.keySet().iterator();
        while (held > most && eldest.hasNext()) {
            held -= eldest.next().bytes().length;
            eldest.remove();
        }
    }
}
