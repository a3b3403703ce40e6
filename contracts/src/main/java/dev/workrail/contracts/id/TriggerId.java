package dev.workrail.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A configured source of work. A slug, unique within its org.
public record TriggerId(@JsonValue String value) implements Comparable<TriggerId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TriggerId {
        IdForm.SLUG.check("trigger id", value);
    }

    @Override
    public int compareTo(TriggerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
