package dev.workrail.console.access;

import dev.workrail.console.audit.Act;
import dev.workrail.console.audit.AuditTrail;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.db.TenantTx;
import dev.workrail.platform.problem.ProblemCode;
import dev.workrail.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/// Who belongs to an org. An org always keeps an owner. Thread-safe; blocks.
@Singleton
public final class Members {
    private static final String NOUN = "member";

    private final TenantTx transactions;
    private final MemberRows members;
    private final AuditTrail audit;
    private final Clock clock;

    public Members(TenantTx transactions, MemberRows members, AuditTrail audit, Clock clock) {
        this.transactions = transactions;
        this.members = members;
        this.audit = audit;
        this.clock = clock;
    }

    public List<Member> after(OrgId org, String after, int limit) {
        return transactions.call(
                org, () -> members.after(after, limit).stream().map(MemberEntity::read).toList());
    }

    /// @param grantor the role of whoever asks: nobody makes a member who may do more than they
    /// @throws ProblemException 403, or 409 `exists`
    public Member add(OrgId org, String id, String name, OrgRole role, OrgRole grantor) {
        expectCovered(grantor, role);
        return transactions.call(org, () -> addWithin(org, id, name, role));
    }

    /// As [#add] of whoever may, in a transaction of the caller's.
    public Member addWithin(OrgId org, String id, String name, OrgRole role) {
        expectAssignable(org, role);
        if (members.findByIdOptional(id).isPresent()) {
            throw ProblemException.of(
                    ProblemCode.EXISTS,
                    "member '%s' exists already; use PUT to change it".formatted(id));
        }
        MemberEntity member = new MemberEntity();
        member.memberId = id;
        member.name = name;
        member.role = role.wire();
        member.createdAt = clock.instant();
        members.persist(member);
        audit.within(Act.made(NOUN, id, "add", member.read()));
        return member.read();
    }

    /// True where the org has a member of that id, in a transaction of the caller's.
    public boolean hasWithin(String id) {
        return members.findByIdOptional(id).isPresent();
    }

    /// @param grantor the role of whoever asks
    /// @throws ProblemException 403, 404, or 409 `last_owner`
    public Member change(OrgId org, String id, String name, OrgRole role, OrgRole grantor) {
        expectCovered(grantor, role);
        return transactions.call(
                org,
                () -> {
                    MemberEntity member = get(id);
                    expectCovered(grantor, member.read().role());
                    expectAssignable(org, role);
                    if (!role.covers(OrgRole.OWNER)) {
                        expectAnotherOwner(member);
                    }
                    Member before = member.read();
                    member.name = name;
                    member.role = role.wire();
                    audit.within(Act.on(NOUN, id, "change", before, member.read()));
                    return member.read();
                });
    }

    /// Ends the membership, and every key of the member with it.
    ///
    /// @param grantor the role of whoever asks
    /// @throws ProblemException 403, 404, or 409 `last_owner`
    public Member remove(OrgId org, String id, OrgRole grantor) {
        return transactions.call(
                org,
                () -> {
                    MemberEntity member = get(id);
                    expectCovered(grantor, member.read().role());
                    expectAnotherOwner(member);
                    members.delete(member);
                    audit.within(Act.on(NOUN, id, "remove", member.read(), null));
                    return member.read();
                });
    }

    private MemberEntity get(String id) {
        return members.findByIdOptional(id)
                .orElseThrow(() ->
                        ProblemException.notFound(
                                "member '%s' does not exist in this org".formatted(id)));
    }

    private void expectAnotherOwner(MemberEntity member) {
        if (member.read().role().covers(OrgRole.OWNER) && members.owners() < 2) {
            throw ProblemException.of(
                    ProblemCode.LAST_OWNER,
                    "an org keeps at least one owner; make another one first");
        }
    }

    /// @throws ProblemException 403 where `role` may do more than `grantor`
    public static void expectCovered(OrgRole grantor, OrgRole role) {
        if (!grantor.covers(role)) {
            throw ProblemException.forbidden(
                    "a member with role '%s' takes that role or a higher one to make or change"
                            .formatted(role.wire()));
        }
    }

    /// @throws ProblemException 422 `operator_role`
    public static void expectAssignable(OrgId org, OrgRole role) {
        if (role == OrgRole.OPERATOR && !org.equals(ConfigValue.Domain.OPERATOR)) {
            throw ProblemException.of(
                    ProblemCode.OPERATOR_ROLE,
                    "role 'operator' exists in org '%s' only"
                            .formatted(ConfigValue.Domain.OPERATOR));
        }
    }
}
