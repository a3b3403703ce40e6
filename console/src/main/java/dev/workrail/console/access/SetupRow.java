package dev.workrail.console.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The one row of `admin.setup`.
@Entity(name = "SetupRow")
@Table(schema = "admin", name = "setup")
class SetupRow {
    @Id
    @Column(name = "singleton")
    Boolean singleton;

    @Column(name = "token_hash")
    byte[] tokenHash;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "redeemed_at")
    @Nullable Instant redeemedAt;
}
