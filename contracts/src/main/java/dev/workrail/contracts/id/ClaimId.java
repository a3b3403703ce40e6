package dev.workrail.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// One worker's attempt to take one epoch of a session. Minted by the worker.
public record ClaimId(@JsonValue String value) implements Comparable<ClaimId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ClaimId {
        IdForm.TOKEN.check("claim id", value);
    }

    @Override
    public int compareTo(ClaimId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
