package dev.workrail.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// One running worker process. Minted when it starts, so a restart is another worker.
public record WorkerId(@JsonValue String value) implements Comparable<WorkerId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public WorkerId {
        IdForm.TOKEN.check("worker id", value);
    }

    @Override
    public int compareTo(WorkerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
