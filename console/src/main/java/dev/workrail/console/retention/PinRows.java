package dev.workrail.console.retention;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The pins of one org, within a tenant transaction.
@Singleton
class PinRows implements PanacheRepositoryBase<PinEntity, String> {
    /// Holds off, until the transaction ends, whoever else pins or decides what goes: a tree is
    /// either pinned before it is decided on, or decided on before it is pinned.
    void lock(OrgId org) {
        getEntityManager()
                .createNativeQuery("select pg_advisory_xact_lock(hashtextextended(?1, 0))")
                .setParameter(1, "workrail.retention:" + org)
                .getResultList();
    }

    List<PinEntity> after(String after, int limit) {
        return find("rootId > ?1 order by rootId", after).page(0, limit).list();
    }

    List<SessionId> roots() {
        return listAll().stream().map(row -> new SessionId(row.rootId)).toList();
    }

    Set<SessionId> among(Collection<SessionId> roots) {
        List<String> ids = roots.stream().map(SessionId::value).toList();
        return ids.isEmpty()
                ? Set.of()
                : list("rootId in ?1", ids).stream()
                        .map(row -> new SessionId(row.rootId))
                        .collect(Collectors.toSet());
    }
}
