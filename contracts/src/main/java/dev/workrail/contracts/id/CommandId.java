package dev.workrail.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// One command from a person or program. Minted at the edge, or derived from its idempotency key.
public record CommandId(@JsonValue String value) implements Comparable<CommandId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CommandId {
        IdForm.TOKEN.check("command id", value);
    }

    @Override
    public int compareTo(CommandId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
