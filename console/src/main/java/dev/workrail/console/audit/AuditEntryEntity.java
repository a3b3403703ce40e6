package dev.workrail.console.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.json.ContractsJson;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/// A row of `admin.audit_entry`, of the transaction's org.
@Entity(name = "AuditEntry")
@Table(schema = "admin", name = "audit_entry")
@Immutable
class AuditEntryEntity {
    @Id
    @Column(name = "entry_id")
    String entryId;

    @Column(name = "at")
    Instant at;

    @Column(name = "actor")
    String actor;

    @Column(name = "actor_name")
    @Nullable String actorName;

    @Column(name = "action")
    String action;

    @Column(name = "target")
    String target;

    @Column(name = "reason")
    @Nullable String reason;

    @Column(name = "was")
    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable String was;

    @Column(name = "became")
    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable String became;

    AuditEntry read() {
        return new AuditEntry(
                entryId, at, actor, actorName, action, target, reason, tree(was), tree(became));
    }

    private static @Nullable JsonNode tree(@Nullable String json) {
        return json == null
                ? null
                : ContractsJson.read(json.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }
}
