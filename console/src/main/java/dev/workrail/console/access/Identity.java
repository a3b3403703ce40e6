package dev.workrail.console.access;

import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who calls, however they proved it.
///
/// @param subject stable and unique; what the audit log names
/// @param name for people
/// @param roles the orgs they belong to; one in the operator's own org makes an operator
/// @param scopes what their credential is limited to; empty for no limit
public record Identity(
        String subject, String name, Map<OrgId, OrgRole> roles, Set<KeyScope> scopes) {
    public Identity {
        roles = Map.copyOf(roles);
        scopes = Set.copyOf(scopes);
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
