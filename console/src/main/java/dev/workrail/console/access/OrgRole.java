package dev.workrail.console.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/// What a member of an org may do there. Each role covers those before it.
public enum OrgRole {
    /// Reads everything but keys, members and the names of secrets.
    @JsonProperty("viewer")
    VIEWER,
    /// Starts, steers and stops single sessions.
    @JsonProperty("member")
    MEMBER,
    /// Changes configuration, uses the kill switch, replays dead letters.
    @JsonProperty("admin")
    ADMIN,
    /// Decides who belongs to the org.
    @JsonProperty("owner")
    OWNER,
    /// Runs the deployment: a member of the operator's own org, and an owner of every other.
    @JsonProperty("operator")
    OPERATOR;

    /// True where this role may do what `required` may.
    public boolean covers(OrgRole required) {
        return compareTo(required) >= 0;
    }

    /// As it is written in JSON and in the database.
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Reads what [#wire] wrote.
    public static OrgRole ofWire(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
