package dev.workrail.console.repeat;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Instant;

/// The kept answers of one org, within a tenant transaction.
@Singleton
class KeptAnswerRows implements PanacheRepositoryBase<KeptAnswerEntity, String> {
    /// @return false where the key is taken
    boolean reserve(String key, byte[] requestHash, Instant at) {
        return getEntityManager()
                        .createNativeQuery(
                                """
                                insert into admin.idempotency_key (key, request_hash, created_at)
                                values (?1, ?2, ?3) on conflict do nothing
                                """)
                        .setParameter(1, key)
                        .setParameter(2, requestHash)
                        .setParameter(3, at)
                        .executeUpdate()
                > 0;
    }

    /// Forgets what was kept before `before`, and requests that never came to an answer since
    /// `unanswered`.
    void forget(Instant before, Instant unanswered) {
        delete("createdAt < ?1 or (status is null and createdAt < ?2)", before, unanswered);
    }
}
