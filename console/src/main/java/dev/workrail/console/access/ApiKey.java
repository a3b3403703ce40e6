package dev.workrail.console.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an org sees of a key: everything but the key.
///
/// @param hint the first characters of the key, to tell keys apart
/// @param scopes what it is limited to; empty for no limit but its member's role
/// @param lastUsedAt to the minute
public record ApiKey(
        String id,
        String name,
        String member,
        String hint,
        Set<KeyScope> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {}
