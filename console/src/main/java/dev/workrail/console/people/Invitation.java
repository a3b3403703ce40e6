package dev.workrail.console.people;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.workrail.console.access.OrgRole;
import java.time.Instant;

/// An invitation of a person to an org.
///
/// @param email with which they will sign in
/// @param role of the member they become
/// @param createdBy subject of who invited them
public record Invitation(
        String id,
        String email,
        String name,
        OrgRole role,
        State state,
        Instant createdAt,
        String createdBy,
        Instant expiresAt) {
    /// What became of it.
    public enum State {
        @JsonProperty("open")
        OPEN,
        @JsonProperty("accepted")
        ACCEPTED,
        @JsonProperty("revoked")
        REVOKED,
        @JsonProperty("expired")
        EXPIRED
    }
}
