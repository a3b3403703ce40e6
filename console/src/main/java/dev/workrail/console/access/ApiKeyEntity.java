package dev.workrail.console.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A row of `admin.api_key`, of the transaction's org.
@Entity(name = "ApiKey")
@Table(schema = "admin", name = "api_key")
class ApiKeyEntity {
    @Id
    @Column(name = "key_id")
    String keyId;

    @Column(name = "member_id")
    String memberId;

    @Column(name = "name")
    String name;

    @Column(name = "scopes")
    String[] scopes;

    @Column(name = "hint")
    String hint;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "expires_at")
    @Nullable Instant expiresAt;

    @Column(name = "last_used_at")
    @Nullable Instant lastUsedAt;

    @Column(name = "revoked_at")
    @Nullable Instant revokedAt;

    boolean validAt(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    Set<KeyScope> limits() {
        return Arrays.stream(scopes).map(KeyScope::parse).collect(Collectors.toUnmodifiableSet());
    }

    ApiKey read() {
        return new ApiKey(
                keyId, name, memberId, hint, limits(), createdAt, expiresAt, lastUsedAt, revokedAt);
    }
}
