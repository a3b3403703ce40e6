package dev.workrail.console.people;

import dev.workrail.console.access.Identity;
import dev.workrail.console.access.KeyToken;
import dev.workrail.console.audit.Act;
import dev.workrail.console.http.InputFaults;
import dev.workrail.platform.db.TenantTx;
import dev.workrail.platform.problem.ProblemCode;
import dev.workrail.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;

/// Sets new passwords, which ends the account's other sign-ins. Thread-safe; blocks.
@Singleton
public final class NewPasswords {
    private static final String NOUN = "account";
    private static final String NONE = "";

    private final TenantTx transactions;
    private final AccountStore store;
    private final PasswordCheck check;
    private final AccountAudit audit;
    private final Clock clock;

    public NewPasswords(
            TenantTx transactions,
            AccountStore store,
            PasswordCheck check,
            AccountAudit audit,
            Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.check = check;
        this.audit = audit;
        this.clock = clock;
    }

    /// Uses up a link.
    ///
    /// @throws ProblemException 400, or 404 where the link is none any more
    void byLink(String token, String password) {
        byte[] hash = new KeyToken(token).hash();
        transactions.acrossOrgs(orgs -> {
            AccountEntity account =
                    store.resets()
                            .use(hash, clock.instant())
                            .flatMap(store.accounts()::findByIdOptional)
                            .orElseThrow(NewPasswords::unknownLink);
            expectGood(password, account);
            set(orgs, account, password, NONE, "password_reset");
            return true;
        });
    }

    /// Changes the caller's own.
    ///
    /// @throws ProblemException 400, 401 `wrong_credentials`, 409 `no_account`, 429
    void own(Identity who, String current, String password, String address) {
        String id = who.credential().account();
        if (id == null) {
            throw ProblemException.of(
                    ProblemCode.NO_ACCOUNT, "whoever calls signed in elsewhere, or is an API key");
        }
        AccountEntity known = transactions.withoutOrg(() -> store.accounts().findById(id));
        expectGood(password, known);
        AccountEntity proven =
                check.proven(new EmailAddress(known.email), current, address)
                        .orElseThrow(NewPasswords::wrongPassword);
        transactions.acrossOrgs(orgs -> {
            AccountEntity account = store.accounts().findById(proven.accountId);
            set(orgs, account, password, who.credential().id(), "password_change");
            return true;
        });
    }

    private void set(
            TenantTx.OrgEntry orgs,
            AccountEntity account,
            String password,
            String keptSignIn,
            String verb) {
        store.opened().setPassword(account, password);
        store.resets().forget(account.accountId);
        store.signIns().endOthers(account.accountId, keptSignIn);
        audit.everywhere(
                orgs,
                account.accountId,
                account.subject(),
                Act.on(NOUN, account.accountId, verb, null, null));
    }

    private static void expectGood(String password, AccountEntity account) {
        InputFaults faults = new InputFaults();
        PasswordRules.read(faults, "/password", password, account.email);
        faults.refuseIfAny();
    }

    private static ProblemException unknownLink() {
        return ProblemException.notFound(
                "the link has expired or was used; ask whoever made it for another");
    }

    private static ProblemException wrongPassword() {
        return ProblemException.of(
                ProblemCode.WRONG_CREDENTIALS, "the current password is another");
    }
}
