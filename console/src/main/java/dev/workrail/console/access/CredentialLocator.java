package dev.workrail.console.access;

import dev.workrail.contracts.id.OrgId;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;

/// Finds the org of a token before any org is known, by the token's hash; of no org.
@Singleton
public final class CredentialLocator {
    private final EntityManager entities;

    CredentialLocator(EntityManager entities) {
        this.entities = entities;
    }

    /// Where a token belongs.
    ///
    /// @param id of the key or the invitation
    public record Located(OrgId org, String id) {}

    public void register(byte[] tokenHash, OrgId org, String id) {
        entities.createNativeQuery(
                        """
                        insert into admin.credential_locator (token_hash, org_id, key_id)
                        values (?1, ?2, ?3)
                        """)
                .setParameter(1, tokenHash)
                .setParameter(2, org.value())
                .setParameter(3, id)
                .executeUpdate();
    }

    public void unregister(OrgId org, String id) {
        entities.createNativeQuery(
                        "delete from admin.credential_locator where org_id = ?1 and key_id = ?2")
                .setParameter(1, org.value())
                .setParameter(2, id)
                .executeUpdate();
    }

    public Optional<Located> locate(byte[] tokenHash) {
        List<?> rows =
                entities.createNativeQuery(
                                """
                                select org_id, key_id from admin.credential_locator
                                where token_hash = ?1
                                """,
                                Object[].class)
                        .setParameter(1, tokenHash)
                        .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Located(new OrgId((String) row[0]), (String) row[1]))
                .findFirst();
    }
}
