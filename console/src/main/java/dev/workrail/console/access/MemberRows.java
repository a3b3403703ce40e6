package dev.workrail.console.access;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;

/// The members of one org, within a tenant transaction.
@Singleton
class MemberRows implements PanacheRepositoryBase<MemberEntity, String> {
    List<MemberEntity> after(String after, int limit) {
        return find("memberId > ?1 order by memberId", after).page(0, limit).list();
    }

    long owners() {
        return count("role in ('owner', 'operator')");
    }
}
