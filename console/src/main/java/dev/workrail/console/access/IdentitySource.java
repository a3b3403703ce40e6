package dev.workrail.console.access;

import dev.workrail.contracts.id.OrgId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One way to prove who calls. Every bean of this type is asked, in no particular order, so the
/// forms of their tokens must not overlap.
public interface IdentitySource {
    /// The owner of a token; empty where the token is not of this source, or is not valid (any
    /// more). May block on the database.
    ///
    /// @param org the one that the route is about, whose role is needed; absent for all
    Optional<Identity> identify(String token, @Nullable OrgId org);
}
