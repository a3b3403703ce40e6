package dev.workrail.console.people;

import dev.workrail.contracts.id.Ids;
import dev.workrail.platform.db.TenantTx;
import dev.workrail.platform.problem.ProblemCode;
import dev.workrail.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Slows down whoever guesses passwords, over all consoles. Counted three ways: an account from one
/// address (few tries), an account from anywhere and an address over all accounts (more), so that a
/// guesser neither gets far nor keeps the account's owner out. Thread-safe; blocks.
@Singleton
final class SignInThrottle {
    private static final Throttle ACCOUNT_AT_ADDRESS = new Throttle(5);
    private static final Throttle ACCOUNT = new Throttle(50);
    private static final Throttle ADDRESS = new Throttle(100);

    private final TenantTx transactions;
    private final FailureRows rows;
    private final Clock clock;

    SignInThrottle(TenantTx transactions, FailureRows rows, Clock clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.clock = clock;
    }

    /// Counts a try as if it failed, before it is made, so that tries at once count one by one.
    ///
    /// @throws ProblemException 429 `sign_in_throttled`
    void admit(String account, String address) {
        Optional<Duration> wait =
                transactions.withoutOrg(() -> {
                    Instant now = clock.instant();
                    rows.forget(now.minus(Throttle.FORGOTTEN));
                    Map<String, Throttle> buckets = buckets(account, address);
                    Optional<Duration> longest =
                            buckets.entrySet().stream()
                                    .flatMap(entry ->
                                            left(entry.getKey(), entry.getValue(), now).stream())
                                    .max(Duration::compareTo);
                    if (longest.isEmpty()) {
                        Instant forgotten = now.minus(Throttle.FORGOTTEN);
                        buckets.keySet().forEach(bucket -> rows.count(bucket, now, forgotten));
                    }
                    return longest;
                });
        if (wait.isPresent()) {
            throw ProblemException.tooManyRequests(
                    ProblemCode.SIGN_IN_THROTTLED,
                    "too many wrong passwords; wait as long as Retry-After says",
                    wait.get());
        }
    }

    /// Takes back the tries of whoever proved to be the account's owner, in a transaction of the
    /// caller's.
    void proven(String account, String address) {
        buckets(account, address)
                .forEach((bucket, throttle) -> {
                    // A guesser with an account of their own must not clear what others share.
                    if (throttle.equals(ACCOUNT_AT_ADDRESS)) {
                        rows.clear(bucket);
                    } else {
                        rows.takeBack(bucket);
                    }
                });
    }

    private Optional<Duration> left(String bucket, Throttle throttle, Instant now) {
        return rows.lock(bucket)
                .flatMap(tries -> throttle.left(tries.failures(), tries.lastAt(), now));
    }

    /// Always in one order, so that two of them never wait for each other.
    private static Map<String, Throttle> buckets(String account, String address) {
        Map<String, Throttle> buckets = new LinkedHashMap<>();
        buckets.put(Ids.derive("try", "account", account), ACCOUNT);
        buckets.put(Ids.derive("try", "address", address), ADDRESS);
        buckets.put(Ids.derive("try", "both", account, address), ACCOUNT_AT_ADDRESS);
        return buckets;
    }
}
