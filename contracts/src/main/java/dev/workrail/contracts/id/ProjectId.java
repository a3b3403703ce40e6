package dev.workrail.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// What people of an org group work by. A slug, unique within its org.
public record ProjectId(@JsonValue String value) implements Comparable<ProjectId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ProjectId {
        IdForm.SLUG.check("project id", value);
    }

    @Override
    public int compareTo(ProjectId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
