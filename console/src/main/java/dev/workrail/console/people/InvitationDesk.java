package dev.workrail.console.people;

import dev.workrail.console.access.Caller;
import dev.workrail.console.access.CredentialLocator;
import dev.workrail.console.access.Identity;
import dev.workrail.console.access.KeyToken;
import dev.workrail.console.access.Member;
import dev.workrail.console.audit.Act;
import dev.workrail.console.audit.AuditTrail;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.db.TenantTx;
import dev.workrail.platform.problem.ProblemCode;
import dev.workrail.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// Where guests come with their invitation. Thread-safe; blocks.
@Singleton
public final class InvitationDesk {
    private final TenantTx transactions;
    private final InvitationRows rows;
    private final CredentialLocator locator;
    private final Guests guests;
    private final AuditTrail audit;
    private final Clock clock;

    public InvitationDesk(
            TenantTx transactions,
            InvitationRows rows,
            CredentialLocator locator,
            Guests guests,
            AuditTrail audit,
            Clock clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.locator = locator;
        this.guests = guests;
        this.audit = audit;
        this.clock = clock;
    }

    /// An open invitation and the org it is to.
    record Found(OrgId org, Invitation invitation) {}

    /// @throws ProblemException 404 `not_found`, 409 `invitation_closed`
    Found find(String token) {
        if (!token.startsWith(KeyToken.INVITATION)) {
            throw unknown();
        }
        byte[] hash = new KeyToken(token).hash();
        CredentialLocator.Located at =
                transactions
                        .withoutOrg(() -> locator.locate(hash))
                        .orElseThrow(InvitationDesk::unknown);
        return transactions.call(
                at.org(), () -> new Found(at.org(), open(rows.findByIdOptional(at.id()))));
    }

    /// Makes the guest a member, and an account of theirs where they have none.
    ///
    /// @throws ProblemException 400, 401 `wrong_credentials`, 404, 409 `invitation_closed` or
    ///   `already_member`, 429
    Member accept(Found found, Guests.Guest guest, Caller caller) {
        OrgId org = found.org();
        String account = guests.account(guest);
        caller.is(Identity.proven("user:" + guest.email().text(), guest.name()));
        return transactions.call(
                org,
                () -> {
                    Optional<InvitationEntity> row = rows.lock(found.invitation().id());
                    Invitation before = open(row);
                    Member member = guests.join(account, org, guest, before.role());
                    row.ifPresent(accepted -> accepted.acceptedAt = clock.instant());
                    locator.unregister(org, before.id());
                    audit.within(
                            Act.on(
                                    Invitations.NOUN,
                                    before.id(),
                                    "accept",
                                    before,
                                    row.orElseThrow().read(clock.instant())));
                    return member;
                });
    }

    private Invitation open(Optional<InvitationEntity> row) {
        Instant now = clock.instant();
        Invitation invitation =
                row.map(known -> known.read(now)).orElseThrow(InvitationDesk::unknown);
        if (invitation.state() != Invitation.State.OPEN) {
            throw ProblemException.of(
                    ProblemCode.INVITATION_CLOSED,
                    "the invitation has expired or was used; ask for another");
        }
        return invitation;
    }

    private static ProblemException unknown() {
        return ProblemException.notFound(
                "there is no such invitation, or it was used or taken back; ask for another");
    }
}
