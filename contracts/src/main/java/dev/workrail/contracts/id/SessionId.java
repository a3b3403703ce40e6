package dev.workrail.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// One durable run of a workflow. Derived from the trigger event that asked for it.
public record SessionId(@JsonValue String value) implements Comparable<SessionId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SessionId {
        IdForm.TOKEN.check("session id", value);
    }

    @Override
    public int compareTo(SessionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
