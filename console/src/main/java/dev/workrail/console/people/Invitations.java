package dev.workrail.console.people;

import dev.workrail.console.access.CredentialLocator;
import dev.workrail.console.access.KeyToken;
import dev.workrail.console.access.Members;
import dev.workrail.console.access.OrgRole;
import dev.workrail.console.audit.Act;
import dev.workrail.console.audit.AuditTrail;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.db.TenantTx;
import dev.workrail.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/// Invites people to an org: each invitation is for one address, expires, and is used once.
/// Thread-safe; blocks.
@Singleton
public final class Invitations {
    static final String NOUN = "invitation";

    private final TenantTx transactions;
    private final InvitationRows rows;
    private final CredentialLocator locator;
    private final AuditTrail audit;
    private final LinkTerms terms;
    private final RandomGenerator random;

    public Invitations(
            TenantTx transactions,
            InvitationRows rows,
            CredentialLocator locator,
            AuditTrail audit,
            LinkTerms terms,
            RandomGenerator random) {
        this.transactions = transactions;
        this.rows = rows;
        this.locator = locator;
        this.audit = audit;
        this.terms = terms;
        this.random = random;
    }

    /// An invitation as it is made: the only time its token exists outside the guest's hands.
    record Made(Invitation invitation, KeyToken token) {}

    /// Whom to invite as what.
    record Wanted(EmailAddress email, String name, OrgRole role) {}

    /// @param grantor the role of whoever asks: nobody invites a member who may do more than they
    /// @param by their subject
    /// @throws ProblemException 403 or 422 `operator_role`
    Made make(OrgId org, Wanted wanted, OrgRole grantor, String by) {
        Members.expectCovered(grantor, wanted.role());
        Members.expectAssignable(org, wanted.role());
        KeyToken token = terms.token(KeyToken.INVITATION);
        return transactions.call(
                org,
                () -> {
                    Instant now = terms.now();
                    InvitationEntity row = new InvitationEntity();
                    row.invitationId = Ids.mint("inv", now, random);
                    row.email = wanted.email().text();
                    row.name = wanted.name();
                    row.role = wanted.role().wire();
                    row.createdAt = now;
                    row.createdBy = by;
                    row.expiresAt = now.plus(terms.invitation());
                    rows.persist(row);
                    locator.register(token.hash(), org, row.invitationId);
                    Invitation made = row.read(now);
                    audit.within(Act.made(NOUN, made.id(), "create", made));
                    return new Made(made, token);
                });
    }

    List<Invitation> after(OrgId org, String after, int limit) {
        Instant now = terms.now();
        return transactions.call(
                org, () -> rows.after(after, limit).stream().map(row -> row.read(now)).toList());
    }

    /// Ends an open invitation; any other stays as it is.
    ///
    /// @throws ProblemException 404
    Invitation revoke(OrgId org, String id) {
        return transactions.call(
                org,
                () -> {
                    InvitationEntity row =
                            rows.lock(id)
                                    .orElseThrow(() ->
                                            ProblemException.notFound(
                                                    "there is no such invitation in this org"));
                    Instant now = terms.now();
                    Invitation before = row.read(now);
                    if (before.state() == Invitation.State.OPEN) {
                        row.revokedAt = now;
                        locator.unregister(org, id);
                        audit.within(Act.on(NOUN, id, "revoke", before, row.read(now)));
                    }
                    return row.read(now);
                });
    }
}
