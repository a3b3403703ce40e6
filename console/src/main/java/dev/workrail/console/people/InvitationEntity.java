package dev.workrail.console.people;

import dev.workrail.console.access.OrgRole;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A row of `admin.invitation`, of the transaction's org.
@Entity(name = "Invitation")
@Table(schema = "admin", name = "invitation")
class InvitationEntity {
    @Id
    @Column(name = "invitation_id")
    String invitationId;

    @Column(name = "email")
    String email;

    @Column(name = "name")
    String name;

    @Column(name = "role")
    String role;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "accepted_at")
    @Nullable Instant acceptedAt;

    @Column(name = "revoked_at")
    @Nullable Instant revokedAt;

    Invitation read(Instant now) {
        return new Invitation(
                invitationId,
                email,
                name,
                OrgRole.ofWire(role),
                state(now),
                createdAt,
                createdBy,
                expiresAt);
    }

    private Invitation.State state(Instant now) {
        if (acceptedAt != null) {
            return Invitation.State.ACCEPTED;
        }
        if (revokedAt != null) {
            return Invitation.State.REVOKED;
        }
        return now.isBefore(expiresAt) ? Invitation.State.OPEN : Invitation.State.EXPIRED;
    }
}
