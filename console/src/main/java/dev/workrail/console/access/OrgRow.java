package dev.workrail.console.access;

import dev.workrail.contracts.id.OrgId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/// A row of `admin.org_directory`, which is of no org.
@Entity(name = "OrgRow")
@Table(schema = "admin", name = "org_directory")
class OrgRow {
    @Id
    @Column(name = "org_id")
    String orgId;

    @Column(name = "name")
    String name;

    @Column(name = "created_at")
    Instant createdAt;

    OrgDirectory.Listed read() {
        return new OrgDirectory.Listed(new OrgId(orgId), name, createdAt);
    }
}
