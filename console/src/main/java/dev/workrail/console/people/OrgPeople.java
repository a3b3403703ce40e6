package dev.workrail.console.people;

import dev.workrail.console.access.Member;
import dev.workrail.console.access.Members;
import dev.workrail.console.access.OrgRole;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.db.TenantTx;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The people of an org, as it may take them along: members with their addresses, and invitations.
/// No password, key or token, hashed or not. Thread-safe; blocks.
@Singleton
public final class OrgPeople {
    private final Members members;
    private final Invitations invitations;
    private final AccountRows accounts;
    private final TenantTx transactions;

    public OrgPeople(
            Members members, Invitations invitations, AccountRows accounts, TenantTx transactions) {
        this.members = members;
        this.invitations = invitations;
        this.accounts = accounts;
        this.transactions = transactions;
    }

    /// A member.
    ///
    /// @param email with which they sign in here; absent for programs and people of an identity
    ///   provider
    public record Person(
            String id, String name, OrgRole role, @Nullable String email, Instant createdAt) {}

    /// In the order of their ids, at most `limit` of those after `after`.
    public List<Person> after(OrgId org, String after, int limit) {
        List<Member> page = members.after(org, after, limit);
        List<String> ids = page.stream().map(Member::id).toList();
        Map<String, String> emails = transactions.withoutOrg(() -> accounts.emails(org, ids));
        return page.stream()
                .map(member ->
                        new Person(
                                member.id(),
                                member.name(),
                                member.role(),
                                emails.get(member.id()),
                                member.createdAt()))
                .toList();
    }

    /// In the order of their ids, at most `limit` of those after `after`.
    public List<Invitation> invitationsAfter(OrgId org, String after, int limit) {
        return invitations.after(org, after, limit);
    }
}
