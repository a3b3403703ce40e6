package dev.workrail.console.people;

import dev.workrail.contracts.id.OrgId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Accounts, and the members they are; of no org.
@Singleton
class AccountRows implements PanacheRepositoryBase<AccountEntity, String> {
    /// A member that a person is.
    record Membership(OrgId org, String member) {}

    Optional<AccountEntity> byEmail(String email) {
        return find("email", email).firstResultOptional();
    }

    /// In the order of the orgs' ids.
    List<Membership> memberships(String account) {
        List<?> rows =
                getEntityManager()
                        .createNativeQuery(
                                """
                                select org_id, member_id from admin.account_member
                                where account_id = ?1
                                """,
                                Object[].class)
                        .setParameter(1, account)
                        .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Membership(new OrgId((String) row[0]), (String) row[1]))
                .sorted(Comparator.comparing(membership -> membership.org().value()))
                .toList();
    }

    Optional<String> accountOf(OrgId org, String member) {
        return getEntityManager()
                .createNativeQuery(
                        """
                        select account_id from admin.account_member
                        where org_id = ?1 and member_id = ?2
                        """,
                        String.class)
                .setParameter(1, org.value())
                .setParameter(2, member)
                .getResultStream()
                .map(String.class::cast)
                .findFirst();
    }

    /// The addresses of those of an org's members that have an account, by member.
    Map<String, String> emails(OrgId org, List<String> members) {
        List<?> rows =
                getEntityManager()
                        .createNativeQuery(
                                """
                                select m.member_id, a.email from admin.account_member m
                                join admin.account a on a.account_id = m.account_id
                                where m.org_id = ?1 and m.member_id = any(?2)
                                """,
                                Object[].class)
                        .setParameter(1, org.value())
                        .setParameter(2, members.toArray(String[]::new))
                        .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .collect(Collectors.toMap(row -> (String) row[0], row -> (String) row[1]));
    }

    /// @return false where the person is a member of the org already
    boolean link(String account, OrgId org, String member) {
        return getEntityManager()
                        .createNativeQuery(
                                """
                                insert into admin.account_member (account_id, org_id, member_id)
                                values (?1, ?2, ?3) on conflict (account_id, org_id) do nothing
                                """)
                        .setParameter(1, account)
                        .setParameter(2, org.value())
                        .setParameter(3, member)
                        .executeUpdate()
                > 0;
    }
}
