package dev.workrail.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A repository with its settings. A slug, unique within its org.
public record WorkspaceId(@JsonValue String value) implements Comparable<WorkspaceId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public WorkspaceId {
        IdForm.SLUG.check("workspace id", value);
    }

    @Override
    public int compareTo(WorkspaceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
