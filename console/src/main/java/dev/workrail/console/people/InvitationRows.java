package dev.workrail.console.people;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/// The invitations of one org, within a tenant transaction.
@Singleton
class InvitationRows implements PanacheRepositoryBase<InvitationEntity, String> {
    List<InvitationEntity> after(String after, int limit) {
        return find("invitationId > ?1 order by invitationId", after).page(0, limit).list();
    }

    /// Holds off everyone else who asks until the transaction ends.
    Optional<InvitationEntity> lock(String id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }
}
