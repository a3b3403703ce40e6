package dev.workrail.console.people;

import dev.workrail.platform.db.TenantTx;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Checks a password against the account it is said to be of, no faster than [SignInThrottle]
/// allows. Thread-safe; blocks.
@Singleton
final class PasswordCheck {
    private final TenantTx transactions;
    private final AccountRows accounts;
    private final Passwords passwords;
    private final SignInThrottle throttle;

    PasswordCheck(
            TenantTx transactions,
            AccountRows accounts,
            Passwords passwords,
            SignInThrottle throttle) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
    }

    /// The account; empty where there is none or the password is not its own.
    ///
    /// @throws dev.workrail.platform.problem.ProblemException 429 `sign_in_throttled`
    Optional<AccountEntity> proven(EmailAddress email, String password, String address) {
        throttle.admit(email.text(), address);
        Optional<AccountEntity> account =
                transactions.withoutOrg(() -> accounts.byEmail(email.text()));
        String hash = account.map(known -> known.passwordHash).orElse(null);
        if (!passwords.matches(password, hash)) {
            return Optional.empty();
        }
        String renewed = hash != null && passwords.outdated(hash) ? passwords.hash(password) : null;
        return account.map(known ->
                transactions.withoutOrg(() -> {
                    throttle.proven(email.text(), address);
                    AccountEntity row = accounts.findById(known.accountId);
                    if (renewed != null) {
                        row.passwordHash = renewed;
                    }
                    return row;
                }));
    }
}
