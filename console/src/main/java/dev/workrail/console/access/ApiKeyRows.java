package dev.workrail.console.access;

import dev.workrail.contracts.id.OrgId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/// The keys of one org, within a tenant transaction; and the locator, which is of no org.
@Singleton
class ApiKeyRows implements PanacheRepositoryBase<ApiKeyEntity, String> {
    /// Where a key belongs.
    record Located(OrgId org, String keyId) {}

    List<ApiKeyEntity> after(String after, int limit) {
        return find("keyId > ?1 order by keyId", after).page(0, limit).list();
    }

    void register(byte[] tokenHash, OrgId org, String keyId) {
        getEntityManager()
                .createNativeQuery(
                        """
                        insert into admin.credential_locator (token_hash, org_id, key_id)
                        values (?1, ?2, ?3)
                        """)
                .setParameter(1, tokenHash)
                .setParameter(2, org.value())
                .setParameter(3, keyId)
                .executeUpdate();
    }

    void unregister(OrgId org, String keyId) {
        getEntityManager()
                .createNativeQuery(
                        "delete from admin.credential_locator where org_id = ?1 and key_id = ?2")
                .setParameter(1, org.value())
                .setParameter(2, keyId)
                .executeUpdate();
    }

    Optional<Located> locate(byte[] tokenHash) {
        List<?> rows =
                getEntityManager()
                        .createNativeQuery(
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
