package dev.workrail.console.access;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/// Every org there is.
@Singleton
class OrgRows implements PanacheRepositoryBase<OrgRow, String> {
    List<OrgRow> after(String after, int limit) {
        return find("orgId > ?1 order by orgId", after).page(0, limit).list();
    }

    List<OrgRow> among(Set<String> ids, String after, int limit) {
        return find("orgId in ?1 and orgId > ?2 order by orgId", ids, after).page(0, limit).list();
    }

    boolean deleted(String id) {
        return !getEntityManager()
                .createNativeQuery(
                        "select 1 from admin.deleted_org where org_id = ?1", Integer.class)
                .setParameter(1, id)
                .getResultList()
                .isEmpty();
    }
}
