package dev.workrail.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// An organisation, the tenant every record belongs to. A slug, chosen when the org is made.
public record OrgId(@JsonValue String value) implements Comparable<OrgId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OrgId {
        IdForm.SLUG.check("org id", value);
    }

    @Override
    public int compareTo(OrgId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
