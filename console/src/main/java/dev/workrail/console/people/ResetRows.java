package dev.workrail.console.people;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Optional;

/// Links to a new password that were not used; of no org.
@Singleton
class ResetRows {
    private final EntityManager entities;

    ResetRows(EntityManager entities) {
        this.entities = entities;
    }

    /// Replaces what the account had: one link at a time.
    void offer(byte[] tokenHash, String account, String by, Instant now, Instant expiresAt) {
        forget(account);
        entities.createNativeQuery(
                        """
                        insert into admin.reset_link
                            (token_hash, account_id, created_by, created_at, expires_at)
                        values (?1, ?2, ?3, ?4, ?5)
                        """)
                .setParameter(1, tokenHash)
                .setParameter(2, account)
                .setParameter(3, by)
                .setParameter(4, now)
                .setParameter(5, expiresAt)
                .executeUpdate();
    }

    /// Uses a link up, whoever comes first.
    ///
    /// @return the account it is of
    Optional<String> use(byte[] tokenHash, Instant now) {
        return entities.createNativeQuery(
                        """
                        delete from admin.reset_link where token_hash = ?1 and expires_at > ?2
                        returning account_id
                        """,
                        String.class)
                .setParameter(1, tokenHash)
                .setParameter(2, now)
                .getResultStream()
                .map(String.class::cast)
                .findFirst();
    }

    void forget(String account) {
        entities.createNativeQuery("delete from admin.reset_link where account_id = ?1")
                .setParameter(1, account)
                .executeUpdate();
    }
}
