package dev.workrail.console.access;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;

/// The set-up token on offer, hashed; of no org.
@Singleton
class SetupRows implements PanacheRepositoryBase<SetupRow, Boolean> {
    /// Puts a token on offer.
    ///
    /// @return false where the deployment is set up
    boolean offer(byte[] tokenHash, Instant at) {
        return getEntityManager()
                        .createNativeQuery(
                                """
                                insert into admin.setup (token_hash, created_at) values (?1, ?2)
                                on conflict (singleton) do update
                                set token_hash = excluded.token_hash,
                                    created_at = excluded.created_at
                                where admin.setup.redeemed_at is null
                                """)
                        .setParameter(1, tokenHash)
                        .setParameter(2, at)
                        .executeUpdate()
                > 0;
    }

    /// The token on offer; holds off everyone else who asks until the transaction ends.
    Optional<byte[]> lockOffered() {
        return findByIdOptional(true, LockModeType.PESSIMISTIC_WRITE)
                .filter(row -> row.redeemedAt == null)
                .map(row -> row.tokenHash);
    }

    void redeem(Instant at) {
        findByIdOptional(true).ifPresent(row -> row.redeemedAt = at);
    }
}
