package dev.workrail.console.deletion;

import dev.workrail.contracts.id.OrgId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A row of `admin.deleted_org`, which is of no org.
@Entity(name = "DeletedOrg")
@Table(schema = "admin", name = "deleted_org")
class DeletedOrgEntity {
    @Id
    @Column(name = "org_id")
    String orgId;

    @Column(name = "asked_at")
    Instant askedAt;

    @Column(name = "asked_by")
    String askedBy;

    @Column(name = "stopped_at")
    @Nullable Instant stoppedAt;

    @Column(name = "told_at")
    @Nullable Instant toldAt;

    @Column(name = "erased_at")
    @Nullable Instant erasedAt;

    @Column(name = "row_count")
    long rowCount;

    OrgId org() {
        return new OrgId(orgId);
    }
}
