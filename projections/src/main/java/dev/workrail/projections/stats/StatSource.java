package dev.workrail.projections.stats;

import dev.workrail.contracts.session.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the statistics need of a session.
///
/// @param createdAt when it was accepted
/// @param endedAt absent while it runs; what it cost counts when it ended
public record StatSource(
        String workflowId,
        String triggerId,
        Instant createdAt,
        @Nullable Instant endedAt,
        @Nullable Outcome outcome,
        long inputTokens,
        long outputTokens,
        long costMicros,
        @Nullable Long waitMs,
        @Nullable Long runMs) {}
