package dev.workrail.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// One accepted occurrence of a trigger. Derived from org, trigger and the provider's delivery id.
public record TriggerEventId(@JsonValue String value) implements Comparable<TriggerEventId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TriggerEventId {
        IdForm.TOKEN.check("trigger event id", value);
    }

    @Override
    public int compareTo(TriggerEventId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
