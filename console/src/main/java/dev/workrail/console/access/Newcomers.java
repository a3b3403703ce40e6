package dev.workrail.console.access;

import dev.workrail.contracts.id.OrgId;
import jakarta.inject.Singleton;
import java.util.Set;

/// Gives a new org its first member and their key, in a transaction of the caller's.
@Singleton
public final class Newcomers {
    /// Id of the first member of every org.
    public static final String FIRST = "owner";

    private final Members members;
    private final ApiKeys keys;

    public Newcomers(Members members, ApiKeys keys) {
        this.members = members;
        this.keys = keys;
    }

    /// @param name of the member, for people
    public ApiKeys.Issued first(OrgId org, String name, OrgRole role) {
        Member member = members.addWithin(org, FIRST, name, role);
        return keys.issueWithin(
                org, new ApiKeys.Wanted(member.id(), "first key", Set.of(), null), role);
    }
}
