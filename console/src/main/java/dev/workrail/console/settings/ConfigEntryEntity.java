package dev.workrail.console.settings;

import dev.workrail.contracts.config.ConfigValue;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// A row of `admin.config_entry`. It has no org: the database fills that column from the
/// transaction's org, and its policy hides the rows of every other.
@Entity(name = "ConfigEntry")
@Table(schema = "admin", name = "config_entry")
@IdClass(ConfigEntryEntity.Key.class)
class ConfigEntryEntity {
    /// The key within the org.
    record Key(String kind, String id) implements Serializable {}

    @Id
    @Column(name = "kind")
    String kind;

    @Id
    @Column(name = "id")
    String id;

    @Column(name = "version")
    long version;

    @Column(name = "value")
    @JdbcTypeCode(SqlTypes.JSON)
    String value;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Column(name = "updated_by")
    String updatedBy;

    <V extends ConfigValue> ConfigEntry<V> read(EntryKind<V> as) {
        return new ConfigEntry<>(
                id, version, as.read(value), createdAt, createdBy, updatedAt, updatedBy);
    }
}
