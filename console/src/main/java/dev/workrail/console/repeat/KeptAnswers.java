package dev.workrail.console.repeat;

import dev.workrail.console.ConsoleConfig;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.db.TenantTx;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers that are kept for a repeat of their request. Thread-safe; blocks.
@Singleton
public final class KeptAnswers {
    /// After which a request without an answer is taken for lost with its process. What a request
    /// does under a key it derives from the key, so that doing it again does it once.
    private static final Duration LOST = Duration.ofMinutes(1);

    private final TenantTx transactions;
    private final KeptAnswerRows rows;
    private final ConsoleConfig config;
    private final Clock clock;

    public KeptAnswers(
            TenantTx transactions, KeptAnswerRows rows, ConsoleConfig config, Clock clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.config = config;
        this.clock = clock;
    }

    /// What a request with a key is.
    sealed interface Standing {
        /// The first of its key.
        record First() implements Standing {}

        /// A repeat of one that is at work.
        record AtWork() implements Standing {}

        /// Another request under the key of an earlier one.
        record Other() implements Standing {}

        /// A repeat of one that was answered.
        record Answered(int status, String headers, @Nullable String body) implements Standing {}
    }

    Standing begin(OrgId org, String key, byte[] requestHash) {
        return transactions.call(
                org,
                () -> {
                    Instant now = clock.instant();
                    rows.forget(now.minus(config.idempotencyRetention()), now.minus(LOST));
                    if (rows.reserve(key, requestHash, now)) {
                        return new Standing.First();
                    }
                    Optional<KeptAnswerEntity> kept = rows.findByIdOptional(key);
                    return kept.map(row -> standing(row, requestHash))
                            .orElseGet(Standing.AtWork::new);
                });
    }

    private static Standing standing(KeptAnswerEntity row, byte[] requestHash) {
        if (!MessageDigest.isEqual(row.requestHash, requestHash)) {
            return new Standing.Other();
        }
        if (row.status == null || row.headers == null) {
            return new Standing.AtWork();
        }
        return new Standing.Answered(row.status, row.headers, row.body);
    }

    void keep(OrgId org, String key, Standing.Answered answer) {
        transactions.call(
                org,
                () -> {
                    rows.findByIdOptional(key)
                            .ifPresent(row -> {
                                row.status = answer.status();
                                row.headers = answer.headers();
                                row.body = answer.body();
                            });
                    return true;
                });
    }

    /// Lets the key be used again: the request had no effect.
    void release(OrgId org, String key) {
        transactions.call(org, () -> rows.deleteById(key));
    }
}
