package dev.workrail.console.access;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;

/// The keys of one org, within a tenant transaction.
@Singleton
class ApiKeyRows implements PanacheRepositoryBase<ApiKeyEntity, String> {
    List<ApiKeyEntity> after(String after, int limit) {
        return find("keyId > ?1 order by keyId", after).page(0, limit).list();
    }
}
