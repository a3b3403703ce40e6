package dev.workrail.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// One delivery to one target. Derived from session, event index and effect.
public record DeliveryId(@JsonValue String value) implements Comparable<DeliveryId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DeliveryId {
        IdForm.TOKEN.check("delivery id", value);
    }

    @Override
    public int compareTo(DeliveryId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
