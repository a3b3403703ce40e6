package dev.workrail.console.access;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;

/// Roles of members, for transactions that act as one org after another: entities are known by
/// their id within an org, so such a transaction must not load any.
@Singleton
public final class MemberRoles {
    private final EntityManager entities;

    MemberRoles(EntityManager entities) {
        this.entities = entities;
    }

    /// The role of a member of the org that the transaction acts as now.
    public Optional<OrgRole> roleOf(String member) {
        List<?> roles =
                entities.createNativeQuery(
                                "select role from admin.member where member_id = ?1", String.class)
                        .setParameter(1, member)
                        .getResultList();
        return roles.stream().map(String.class::cast).findFirst().map(OrgRole::ofWire);
    }
}
