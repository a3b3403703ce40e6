package dev.workrail.console.people;

import dev.workrail.console.SignInSettings;
import dev.workrail.console.access.KeyToken;
import dev.workrail.console.audit.Act;
import dev.workrail.contracts.id.Ids;
import dev.workrail.platform.db.TenantTx;
import dev.workrail.platform.problem.ProblemCode;
import dev.workrail.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Begins and ends sign-ins. Thread-safe; blocks.
@Singleton
public final class SignInDesk {
    private static final String NOUN = "account";
    private static final int MAX_AGENT = 300;

    private final TenantTx transactions;
    private final SignInRows rows;
    private final AccountAudit audit;
    private final PasswordCheck check;
    private final SignInSettings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public SignInDesk(
            TenantTx transactions,
            SignInRows rows,
            AccountAudit audit,
            PasswordCheck check,
            SignInSettings settings,
            Clock clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.audit = audit;
        this.check = check;
        this.settings = settings;
        this.clock = clock;
    }

    /// Where a request comes from, as far as it says.
    public record Origin(String address, @Nullable String userAgent) {
        public Origin {
            userAgent =
                    userAgent == null
                            ? null
                            : userAgent
                                    .replaceAll("\\p{Cntrl}", "")
                                    .substring(0, Math.min(userAgent.length(), MAX_AGENT));
        }
    }

    /// A sign-in as it begins: the only time its token exists outside the person's browser.
    record Begun(KeyToken token, SignIn signIn, String name) {}

    /// @throws ProblemException 401 `wrong_credentials` or 429 `sign_in_throttled`
    Begun begin(EmailAddress email, String password, Origin origin) {
        AccountEntity account =
                check.proven(email, password, origin.address())
                        .orElseThrow(SignInDesk::wrongCredentials);
        KeyToken token = KeyToken.make(KeyToken.SIGN_IN, random);
        SignInEntity row = row(account, token, origin);
        return transactions.acrossOrgs(orgs -> {
            Instant now = row.createdAt;
            rows.forget(account.accountId, now, now.minus(settings.idle()));
            rows.persist(row);
            SignIn begun = SignIn.of(row, row.signInId);
            audit.everywhere(
                    orgs,
                    account.accountId,
                    account.subject(),
                    Act.made(
                            NOUN,
                            account.accountId,
                            "sign_in",
                            Map.of("signIn", row.signInId, "address", origin.address())));
            return new Begun(token, begun, account.name);
        });
    }

    private SignInEntity row(AccountEntity account, KeyToken token, Origin origin) {
        Instant now = clock.instant();
        SignInEntity row = new SignInEntity();
        row.signInId = Ids.mint("sin", now, random);
        row.accountId = account.accountId;
        row.tokenHash = token.hash();
        row.createdAt = now;
        row.usedAt = now;
        row.expiresAt = now.plus(settings.lifetime());
        row.userAgent = origin.userAgent();
        row.address = origin.address();
        return row;
    }

    /// @return false where the person has no such sign-in
    boolean end(String account, String subject, String signIn) {
        return transactions.acrossOrgs(orgs -> {
            boolean ended = rows.end(account, signIn) > 0;
            if (ended) {
                Map<String, String> which = Map.of("signIn", signIn);
                audit.everywhere(
                        orgs, account, subject, Act.on(NOUN, account, "sign_out", which, null));
            }
            return ended;
        });
    }

    /// Says no more than that the two do not belong together.
    private static ProblemException wrongCredentials() {
        return ProblemException.of(
                ProblemCode.WRONG_CREDENTIALS, "email and password do not belong together");
    }
}
