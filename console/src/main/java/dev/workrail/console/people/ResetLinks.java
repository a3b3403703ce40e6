package dev.workrail.console.people;

import dev.workrail.console.access.Identity;
import dev.workrail.console.access.KeyToken;
import dev.workrail.console.access.MemberRoles;
import dev.workrail.console.access.Members;
import dev.workrail.console.audit.Act;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.db.TenantTx;
import dev.workrail.platform.problem.ProblemCode;
import dev.workrail.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Makes links by which a person sets a new password. Thread-safe; blocks.
///
/// Whoever holds such a link can become the person. So an owner makes one only for people of their
/// org alone, with a role they have themselves; for others it takes an operator.
@Singleton
public final class ResetLinks {
    private final TenantTx transactions;
    private final ResetRows rows;
    private final AccountRows accounts;
    private final MemberRoles members;
    private final AccountAudit audit;
    private final LinkTerms terms;

    public ResetLinks(
            TenantTx transactions,
            ResetRows rows,
            AccountRows accounts,
            MemberRoles members,
            AccountAudit audit,
            LinkTerms terms) {
        this.transactions = transactions;
        this.rows = rows;
        this.accounts = accounts;
        this.members = members;
        this.audit = audit;
        this.terms = terms;
    }

    /// A link as it is made.
    record Made(KeyToken token, Instant expiresAt) {}

    /// @throws ProblemException 403, 404, or 422 `shared_account`
    Made make(OrgId org, String member, Identity by) {
        KeyToken token = terms.token(KeyToken.RESET);
        Instant now = terms.now();
        Instant expiresAt = now.plus(terms.reset());
        return transactions.acrossOrgs(orgs -> {
            String account = accounts.accountOf(org, member).orElseThrow(() -> noAccount(member));
            expectAllowed(orgs, account, org, by);
            rows.offer(token.hash(), account, by.subject(), now, expiresAt);
            audit.everywhere(
                    orgs,
                    account,
                    by.subject(),
                    Act.made(
                            "account",
                            account,
                            "password_reset_link",
                            Map.of("member", member, "expiresAt", expiresAt)));
            return new Made(token, expiresAt);
        });
    }

    private void expectAllowed(TenantTx.OrgEntry orgs, String account, OrgId org, Identity by) {
        List<AccountRows.Membership> memberships = accounts.memberships(account);
        boolean elsewhere = memberships.stream().anyMatch(one -> !one.org().equals(org));
        if (elsewhere && !by.operator()) {
            throw ProblemException.of(
                    ProblemCode.SHARED_ACCOUNT,
                    "this person belongs to other orgs too; an operator can make the link");
        }
        for (AccountRows.Membership one : memberships) {
            orgs.enter(one.org());
            members.roleOf(one.member())
                    .ifPresent(role -> Members.expectCovered(by.roleIn(org).orElseThrow(), role));
        }
    }

    private static ProblemException noAccount(String member) {
        return ProblemException.notFound(
                "there is no member '%s' in this org who signs in with a password"
                        .formatted(member.length() <= 63 ? member : "…"));
    }
}
