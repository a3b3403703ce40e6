package dev.workrail.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// An outside system of an org. A slug, unique within its org.
public record IntegrationId(@JsonValue String value) implements Comparable<IntegrationId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public IntegrationId {
        IdForm.SLUG.check("integration id", value);
    }

    @Override
    public int compareTo(IntegrationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
