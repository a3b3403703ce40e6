package dev.workrail.platform.kafka;

import dev.workrail.contracts.json.ContractsJson;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/// Plain JSON of one type, for state stores. Topics carry events: see [EventSerde].
public final class JsonSerde<T> implements Serde<T> {
    private final Class<T> type;

    public JsonSerde(Class<T> type) {
        this.type = type;
    }

    @Override
    public Serializer<T> serializer() {
        return (_, value) -> value == null ? null : ContractsJson.write(value);
    }

    @Override
    public Deserializer<T> deserializer() {
        return (_, bytes) -> bytes == null ? null : ContractsJson.read(bytes, type);
    }
}
