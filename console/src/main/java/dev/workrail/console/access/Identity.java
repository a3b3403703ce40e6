package dev.workrail.console.access;

import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who calls, however they proved it.
///
/// @param subject stable and unique; what the audit log names
/// @param name for people
/// @param roles the orgs they belong to, at least the one the route is about; one in the operator's
///   own org makes an operator
/// @param scopes what their credential is limited to; empty for no limit
public record Identity(
        String subject,
        String name,
        Map<OrgId, OrgRole> roles,
        Set<KeyScope> scopes,
        Credential credential) {
    public Identity {
        roles = Map.copyOf(roles);
        scopes = Set.copyOf(scopes);
    }

    /// What they proved it by.
    ///
    /// @param id of the key, of the sign-in, or of the token's subject
    /// @param account of a person who signed in here; absent for keys and for people who sign in
    ///   elsewhere
    /// @param csrfToken of a sign-in that came by a cookie
    public record Credential(String id, @Nullable String account, @Nullable String csrfToken) {
        /// One that is no sign-in of ours.
        public static Credential of(String id) {
            return new Credential(id, null, null);
        }
    }

    /// Someone who proved on a public route who they are, and may do no more than it does.
    public static Identity proven(String subject, String name) {
        return new Identity(subject, name, Map.of(), Set.of(), Credential.of(subject));
    }

    /// True for those who run the deployment.
    public boolean operator() {
        return roles.get(ConfigValue.Domain.OPERATOR) == OrgRole.OPERATOR;
    }

    /// Their role in an org; an operator has theirs everywhere.
    public Optional<OrgRole> roleIn(OrgId org) {
        return operator() ? Optional.of(OrgRole.OPERATOR) : Optional.ofNullable(roles.get(org));
    }

    boolean inScope(RouteGroup group, boolean write) {
        return scopes.isEmpty() || scopes.stream().anyMatch(scope -> scope.allows(group, write));
    }
}
