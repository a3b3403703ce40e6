package dev.workrail.console.repeat;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/// A row of `admin.idempotency_key`, of the transaction's org. Without a status while the request
/// is at work.
@Entity(name = "KeptAnswer")
@Table(schema = "admin", name = "idempotency_key")
class KeptAnswerEntity {
    @Id
    @Column(name = "key")
    String key;

    @Column(name = "request_hash")
    byte[] requestHash;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "status")
    @Nullable Integer status;

    @Column(name = "headers")
    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable String headers;

    @Column(name = "body")
    @Nullable String body;
}
