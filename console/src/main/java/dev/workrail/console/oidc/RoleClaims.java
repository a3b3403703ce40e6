package dev.workrail.console.oidc;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.workrail.console.access.OrgRole;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads roles from the claims of a token. Where a claim names an org more than once, the highest
/// role counts. What names no org, no role, or the operator's role elsewhere than in the operator's
/// org, says nothing. Pure.
///
/// @param path of the claim, from the outside in
/// @param pattern with groups `org` and `role`
record RoleClaims(List<String> path, Pattern pattern) {
    private static final int MAX_TEXT = 200;

    static RoleClaims of(String claim, String pattern) {
        // The same groups as elsewhere in Java, in the older spelling of the linear-time engine.
        return new RoleClaims(
                Arrays.asList(claim.split("\\.")), Pattern.compile(pattern.replace("(?<", "(?P<")));
    }

    Map<OrgId, OrgRole> read(Map<String, Object> claims) {
        Map<OrgId, OrgRole> roles = new HashMap<>();
        switch (at(claims)) {
            case List<?> texts -> texts.forEach(text -> add(roles, String.valueOf(text)));
            case Map<?, ?> byOrg ->
                    byOrg.forEach(
                            (org, role) -> add(roles, String.valueOf(org), String.valueOf(role)));
            case String text -> add(roles, text);
            case null, default -> {
                return Map.of();
            }
        }
        return roles;
    }

    private @Nullable Object at(Map<String, Object> claims) {
        Object value = claims;
        for (String name : path) {
            value = value instanceof Map<?, ?> object ? object.get(name) : null;
        }
        return value;
    }

    private void add(Map<OrgId, OrgRole> roles, String text) {
        if (text.length() <= MAX_TEXT) {
            Matcher named = pattern.matcher(text);
            if (named.matches()) {
                add(roles, named.group("org"), named.group("role"));
            }
        }
    }

    private static void add(Map<OrgId, OrgRole> roles, String orgName, String roleName) {
        Optional<OrgRole> role =
                Arrays.stream(OrgRole.values())
                        .filter(one -> one.wire().equals(roleName))
                        .findFirst();
        Optional<OrgId> org = org(orgName);
        if (role.isEmpty() || org.isEmpty()) {
            return;
        }
        boolean elsewhere =
                role.get() == OrgRole.OPERATOR && !org.get().equals(ConfigValue.Domain.OPERATOR);
        if (!elsewhere) {
            roles.merge(org.get(), role.get(), (a, b) -> a.covers(b) ? a : b);
        }
    }

    private static Optional<OrgId> org(String name) {
        try {
            return Optional.of(new OrgId(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
