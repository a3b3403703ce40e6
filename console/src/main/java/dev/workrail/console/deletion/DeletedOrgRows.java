package dev.workrail.console.deletion;

import dev.workrail.contracts.id.OrgId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/// Every deleted org there is, within a transaction of no org's or any.
@Singleton
class DeletedOrgRows implements PanacheRepositoryBase<DeletedOrgEntity, String> {
    void enter(OrgId org, Instant now, String by) {
        DeletedOrgEntity row = new DeletedOrgEntity();
        row.orgId = org.value();
        row.askedAt = now;
        row.askedBy = by;
        persist(row);
    }

    List<DeletedOrgEntity> after(String after, int limit) {
        return find("orgId > ?1 order by orgId", after).page(0, limit).list();
    }

    /// Those that something may be left of: not erased yet, or deleted after `since`.
    List<DeletedOrgEntity> open(Instant since) {
        return list("erasedAt is null or askedAt > ?1 order by askedAt", since);
    }
}
