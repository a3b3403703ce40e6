package dev.workrail.console.access;

import java.util.Optional;

/// One way to prove who calls. Every bean of this type is asked, in no particular order, so the
/// forms of their tokens must not overlap.
public interface IdentitySource {
    /// The owner of a bearer token; empty where the token is not of this source, or is not valid
    /// (any more). May block on the database.
    Optional<Identity> identify(String bearerToken);
}
