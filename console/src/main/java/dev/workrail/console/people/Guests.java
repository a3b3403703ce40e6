package dev.workrail.console.people;

import dev.workrail.console.access.Member;
import dev.workrail.console.access.Members;
import dev.workrail.console.access.OrgRole;
import dev.workrail.console.http.InputFaults;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.db.TenantTx;
import dev.workrail.platform.problem.ProblemCode;
import dev.workrail.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.util.Locale;

/// Turns invited people into account owners and members. Thread-safe; blocks.
@Singleton
final class Guests {
    private static final int MAX_ID = 40;

    private final TenantTx transactions;
    private final AccountRows rows;
    private final Accounts accounts;
    private final PasswordCheck check;
    private final Members members;

    Guests(
            TenantTx transactions,
            AccountRows rows,
            Accounts accounts,
            PasswordCheck check,
            Members members) {
        this.transactions = transactions;
        this.rows = rows;
        this.accounts = accounts;
        this.check = check;
        this.members = members;
    }

    /// Whoever accepts.
    ///
    /// @param password of their account, or for the one they get
    /// @param address where they come from
    record Guest(EmailAddress email, String name, String password, String address) {
        @Override
        public String toString() {
            return "Guest[…]";
        }
    }

    boolean known(EmailAddress email) {
        return transactions.withoutOrg(() -> rows.byEmail(email.text()).isPresent());
    }

    /// The guest's account: theirs, where the password proves it, else a new one.
    ///
    /// @throws ProblemException 400 where a new password is none, 401 `wrong_credentials`, 429
    String account(Guest guest) {
        if (known(guest.email())) {
            return check.proven(guest.email(), guest.password(), guest.address())
                    .orElseThrow(Guests::notTheirs)
                    .accountId;
        }
        InputFaults faults = new InputFaults();
        PasswordRules.read(faults, "/password", guest.password(), guest.email().text());
        faults.refuseIfAny();
        return transactions.withoutOrg(
                () -> accounts.open(guest.email(), guest.name(), guest.password()));
    }

    /// In a transaction of the caller's, as the org.
    ///
    /// @throws ProblemException 409 `already_member`
    Member join(String account, OrgId org, Guest guest, OrgRole role) {
        Member member = members.addWithin(org, freeId(guest.email()), guest.name(), role);
        accounts.join(account, org, member.id());
        return member;
    }

    private String freeId(EmailAddress email) {
        String text = email.text();
        String base =
                text.substring(0, text.indexOf('@'))
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9._-]", "-")
                        .replaceAll("^[._-]+", "");
        String id = base.isEmpty() ? "person" : base.substring(0, Math.min(base.length(), MAX_ID));
        String free = id;
        for (int n = 2; members.hasWithin(free); n++) {
            free = id + "-" + n;
        }
        return free;
    }

    private static ProblemException notTheirs() {
        return ProblemException.of(
                ProblemCode.WRONG_CREDENTIALS,
                "there is an account of this address; accept with its password");
    }
}
