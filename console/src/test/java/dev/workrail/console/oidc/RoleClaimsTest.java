package dev.workrail.console.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.console.access.OrgRole;
import dev.workrail.contracts.id.OrgId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoleClaimsTest {
    private static final String PATTERN =
            "/?(?<org>[a-z0-9][a-z0-9-]{0,62})[:/](?<role>viewer|member|admin|owner|operator)";
    private static final OrgId ACME = new OrgId("acme");

    private final RoleClaims claims = RoleClaims.of("workrail_roles", PATTERN);

    @Test
    void shouldReadGroupsAndRoles() {
        assertThat(claims.read(Map.of("workrail_roles", List.of("/acme/admin", "other:viewer"))))
                .isEqualTo(Map.of(ACME, OrgRole.ADMIN, new OrgId("other"), OrgRole.VIEWER));
    }

    @Test
    void shouldReadAnObjectOfRoleByOrg() {
        assertThat(claims.read(Map.of("workrail_roles", Map.of("acme", "owner", "x", "king"))))
                .isEqualTo(Map.of(ACME, OrgRole.OWNER));
    }

    @Test
    void shouldGoIntoObjects() {
        RoleClaims nested = RoleClaims.of("realm_access.roles", PATTERN);

        assertThat(nested.read(Map.of("realm_access", Map.of("roles", List.of("acme:member")))))
                .isEqualTo(Map.of(ACME, OrgRole.MEMBER));
    }

    @Test
    void shouldTakeTheHighestRoleOfAnOrg() {
        assertThat(
                        claims.read(
                                Map.of(
                                        "workrail_roles",
                                        List.of("acme:viewer", "acme:owner", "acme:member"))))
                .isEqualTo(Map.of(ACME, OrgRole.OWNER));
    }

    @Test
    void shouldMakeAnOperatorInTheOperatorsOrgOnly() {
        assertThat(
                        claims.read(
                                Map.of(
                                        "workrail_roles",
                                        List.of("acme:operator", "workrail:operator"))))
                .isEqualTo(Map.of(new OrgId("workrail"), OrgRole.OPERATOR));
    }

    @Test
    void shouldMakeNothingOfWhatSaysNothing() {
        assertThat(claims.read(Map.of())).isEmpty();
        assertThat(claims.read(Map.of("workrail_roles", 5))).isEmpty();
        assertThat(
                        claims.read(
                                Map.of(
                                        "workrail_roles",
                                        List.of("acme", "acme:king", "ACME:admin", "a:admin:b"))))
                .isEmpty();
    }
}
