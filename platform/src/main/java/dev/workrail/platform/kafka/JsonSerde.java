package dev.workrail.platform.kafka;

import dev.workrail.contracts.json.ContractsJson;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/// Plain JSON of one type, for state stores. Topics carry events: see [EventSerde].
public final class JsonSerde<T> implements Serde<T> {
    private static final long REMEMBERED_BYTES = 2L << 20;

    private final Class<T> type;
    private final LastValues<T> last;

    public JsonSerde(Class<T> type) {
        this(type, 0);
    }

    private JsonSerde(Class<T> type, long remembered) {
        this.type = type;
        this.last = new LastValues<>(remembered);
    }

    /// For a fold, which asks for the value it has just written: a caching store keeps bytes, and
    /// reading them is most of what a step of a fold costs. Values are shared, so they must be
    /// immutable and equal to what their JSON says.
    public static <T> JsonSerde<T> remembering(Class<T> type) {
        return new JsonSerde<>(type, REMEMBERED_BYTES);
    }

    @Override
    public Serializer<T> serializer() {
        return (_, value) -> value == null ? null : write(value);
    }

    @Override
    public Deserializer<T> deserializer() {
        return (_, bytes) -> bytes == null ? null : read(bytes);
    }

    private byte[] write(T value) {
        byte[] bytes = ContractsJson.write(value);
        last.put(bytes, value);
        return bytes;
    }

    private T read(byte[] bytes) {
        T known = last.get(bytes);
        if (known != null) {
            return known;
        }
        T value = ContractsJson.read(bytes, type);
        last.put(bytes, value);
        return value;
    }
}
