package dev.workrail.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A scheduling domain: a set of orgs that are scheduled together. A slug.
public record DomainId(@JsonValue String value) implements Comparable<DomainId> {
    /// The domain of a deployment that has one.
    public static final DomainId DEFAULT = new DomainId("default");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DomainId {
        IdForm.SLUG.check("domain id", value);
    }

    @Override
    public int compareTo(DomainId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
