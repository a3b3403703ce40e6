package dev.workrail.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Workers of one kind within a domain. A slug; it ends the name of the pool's dispatch topic.
public record PoolId(@JsonValue String value) implements Comparable<PoolId> {
    /// The pool of work that names none.
    public static final PoolId DEFAULT = new PoolId("default");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PoolId {
        IdForm.SLUG.check("pool id", value);
    }

    @Override
    public int compareTo(PoolId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
