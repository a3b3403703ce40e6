package dev.workrail.console.access;

import dev.workrail.console.access.RoutePermissions.Rule;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Says who may do what. An org the caller does not belong to is answered as one that does not
/// exist, so that nobody learns which orgs there are. Thread-safe; blocks on the database.
@Singleton
public final class Permits {
    private static final Set<Integer> REFUSED = Set.of(401, 403, 404);

    private final Authentication authentication;
    private final OrgDirectory orgs;

    public Permits(Authentication authentication, OrgDirectory orgs) {
        this.authentication = authentication;
        this.orgs = orgs;
    }

    /// @return who it is
    /// @throws ProblemException 401, 403 or 404
    Identity check(Permit permit) {
        Identity identity = authentication.owner(permit.token(), permit.org().orElse(null));
        Rule rule =
                RoutePermissions.of(permit.route())
                        .orElseThrow(() -> ProblemException.notFound("there is no such route"));
        if (permit.route().ofOneOrg()) {
            OrgId org = permit.org().orElseThrow(() -> noOrg(permit.named()));
            checkRole(identity, rule, member(identity, org));
        } else if (rule.atLeast() == OrgRole.OPERATOR && !identity.operator()) {
            throw ProblemException.forbidden("this takes role 'operator'");
        }
        if (!identity.inScope(rule.group(), permit.route().write())) {
            throw ProblemException.forbidden(
                    "the key is limited to scopes %s; this takes '%s'"
                            .formatted(identity.scopes(), rule.group().wire()));
        }
        return identity;
    }

    /// Whether what was let pass once would be again: the key was not revoked, the member not
    /// removed, the org not deleted since.
    public boolean stands(Permit permit) {
        try {
            check(permit);
            return true;
        } catch (ProblemException e) {
            if (REFUSED.contains(e.problem().status())) {
                return false;
            }
            throw e;
        }
    }

    private OrgRole member(Identity identity, OrgId org) {
        OrgRole role = identity.roleIn(org).orElseThrow(() -> noOrg(org.value()));
        if (!orgs.exists(org)) {
            throw noOrg(org.value());
        }
        return role;
    }

    private static void checkRole(Identity identity, Rule rule, OrgRole role) {
        if (!role.covers(rule.atLeast())) {
            throw ProblemException.forbidden(
                    "this takes role '%s', and %s has role '%s'"
                            .formatted(rule.atLeast().wire(), identity.subject(), role.wire()));
        }
    }

    private static ProblemException noOrg(@Nullable String name) {
        String shown = name == null ? "" : name.length() <= 63 ? name : name.substring(0, 63) + "…";
        return ProblemException.notFound("org '%s' does not exist".formatted(shown));
    }
}
