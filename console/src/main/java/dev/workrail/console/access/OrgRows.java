package dev.workrail.console.access;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;

/// Every org there is.
@Singleton
class OrgRows implements PanacheRepositoryBase<OrgRow, String> {
    List<OrgRow> after(String after, int limit) {
        return find("orgId > ?1 order by orgId", after).page(0, limit).list();
    }
}
