package dev.workrail.console.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/// A row of `admin.member`, of the transaction's org.
@Entity(name = "Member")
@Table(schema = "admin", name = "member")
class MemberEntity {
    @Id
    @Column(name = "member_id")
    String memberId;

    @Column(name = "name")
    String name;

    @Column(name = "role")
    String role;

    @Column(name = "created_at")
    Instant createdAt;

    Member read() {
        return new Member(memberId, name, OrgRole.ofWire(role), createdAt);
    }
}
