package dev.workrail.console.retention;

import dev.workrail.contracts.id.SessionId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/// A row of `admin.pin`, of the transaction's org.
@Entity(name = "Pin")
@Table(schema = "admin", name = "pin")
class PinEntity {
    @Id
    @Column(name = "root_id")
    String rootId;

    @Column(name = "session_id")
    String sessionId;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    Pin read() {
        return new Pin(new SessionId(rootId), new SessionId(sessionId), createdAt, createdBy);
    }
}
