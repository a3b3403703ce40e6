package dev.workrail.console.people;

import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.problem.ProblemCode;
import dev.workrail.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.random.RandomGenerator;

/// Opens accounts and joins them to orgs, in transactions of the caller's. Thread-safe; blocks.
@Singleton
final class Accounts {
    private final AccountRows rows;
    private final Passwords passwords;
    private final Clock clock;
    private final RandomGenerator random;

    Accounts(AccountRows rows, Passwords passwords, Clock clock, RandomGenerator random) {
        this.rows = rows;
        this.passwords = passwords;
        this.clock = clock;
        this.random = random;
    }

    /// @return the new account's id
    /// @throws ProblemException 409 `exists`
    String open(EmailAddress email, String name, String password) {
        if (rows.byEmail(email.text()).isPresent()) {
            throw ProblemException.of(
                    ProblemCode.EXISTS,
                    "there is an account of this email address; sign in instead");
        }
        Instant now = clock.instant();
        AccountEntity row = new AccountEntity();
        row.accountId = Ids.mint("acct", now, random);
        row.email = email.text();
        row.name = name;
        row.passwordHash = passwords.hash(password);
        row.createdAt = now;
        row.passwordSetAt = now;
        rows.persistAndFlush(row);
        return row.accountId;
    }

    /// Makes a member of an org the account's.
    ///
    /// @throws ProblemException 409 `already_member`
    void join(String account, OrgId org, String member) {
        if (!rows.link(account, org, member)) {
            throw ProblemException.of(
                    ProblemCode.ALREADY_MEMBER, "the account belongs to this org already");
        }
    }

    void setPassword(AccountEntity row, String password) {
        row.passwordHash = passwords.hash(password);
        row.passwordSetAt = clock.instant();
    }
}
