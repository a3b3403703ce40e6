package dev.workrail.console.people;

import dev.workrail.console.SignInSettings;
import dev.workrail.console.access.Identity;
import dev.workrail.console.access.IdentitySource;
import dev.workrail.console.access.KeyToken;
import dev.workrail.console.access.MemberRoles;
import dev.workrail.console.access.OrgRole;
import dev.workrail.console.access.SignInProof;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.db.TenantTx;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Knows a signed-in person by the token in their cookie, and what they may do as the members they
/// are now. A sign-in ends when it is long unused, at its age limit, or when it is ended.
/// Thread-safe; blocks.
@Singleton
public final class SignIns implements IdentitySource {
    private static final Duration USE_RESOLUTION = Duration.ofMinutes(1);

    private final TenantTx transactions;
    private final SignInRows rows;
    private final AccountRows accounts;
    private final MemberRoles members;
    private final SignInSettings settings;
    private final Clock clock;

    public SignIns(
            TenantTx transactions,
            SignInRows rows,
            AccountRows accounts,
            MemberRoles members,
            SignInSettings settings,
            Clock clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.accounts = accounts;
        this.members = members;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Optional<Identity> identify(String token, @Nullable OrgId org) {
        if (!token.startsWith(KeyToken.SIGN_IN)) {
            return Optional.empty();
        }
        byte[] hash = new KeyToken(token).hash();
        String csrfToken = SignInProof.csrfToken(new KeyToken(token));
        return transactions.acrossOrgs(orgs -> {
            Instant now = clock.instant();
            return rows.byToken(hash)
                    .filter(row -> valid(row, now))
                    .flatMap(row -> {
                        noteUse(row, now);
                        return accounts.findByIdOptional(row.accountId)
                                .map(account ->
                                        new Identity(
                                                account.subject(),
                                                account.name,
                                                roles(orgs, account, org),
                                                Set.of(),
                                                new Identity.Credential(
                                                        row.signInId,
                                                        account.accountId,
                                                        csrfToken)));
                    });
        });
    }

    private boolean valid(SignInEntity row, Instant now) {
        return now.isBefore(row.expiresAt) && now.isBefore(row.usedAt.plus(settings.idle()));
    }

    private static void noteUse(SignInEntity row, Instant now) {
        if (row.usedAt.plus(USE_RESOLUTION).isBefore(now)) {
            row.usedAt = now;
        }
    }

    /// The roles in the org that is asked for (and the operator's own), or in every org.
    private Map<OrgId, OrgRole> roles(
            TenantTx.OrgEntry orgs, AccountEntity account, @Nullable OrgId asked) {
        Map<OrgId, OrgRole> roles = new HashMap<>();
        for (AccountRows.Membership membership : accounts.memberships(account.accountId)) {
            OrgId org = membership.org();
            if (asked == null || org.equals(asked) || org.equals(ConfigValue.Domain.OPERATOR)) {
                orgs.enter(org);
                members.roleOf(membership.member()).ifPresent(role -> roles.put(org, role));
            }
        }
        return roles;
    }

    List<SignIn> of(String account, @Nullable String current, String after, int limit) {
        return transactions.withoutOrg(() ->
                rows.of(account, after, limit).stream()
                        .map(row -> SignIn.of(row, current))
                        .toList());
    }
}
