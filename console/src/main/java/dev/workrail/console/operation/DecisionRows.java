package dev.workrail.console.operation;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;

/// What people decided about one org's dead letters, within a tenant transaction.
@Singleton
class DecisionRows implements PanacheRepositoryBase<DecisionEntity, String> {
    List<DecisionEntity> about(Collection<String> letters) {
        return letters.isEmpty() ? List.of() : list("letterId in ?1", letters);
    }
}
