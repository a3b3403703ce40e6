package dev.workrail.console.access;

import dev.workrail.console.access.RoutePermissions.Route;
import dev.workrail.contracts.id.OrgId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What somebody asks to do, and by what they prove who they are.
///
/// @param token a secret
/// @param named the org that the route's path names, as it stands there; absent where it names none
public record Permit(String token, Route route, @Nullable String named) {
    Optional<OrgId> org() {
        try {
            return Optional.ofNullable(named).map(OrgId::new);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return route + " in " + named;
    }
}
