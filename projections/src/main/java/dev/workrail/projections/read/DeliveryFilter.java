package dev.workrail.projections.read;

import dev.workrail.contracts.id.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which deliveries. Every condition given must hold.
///
/// @param target name of the target within its trigger
/// @param state pending, delivered, failed or superseded
/// @param status what was to be told, such as `completed`
/// @param from ended, or asked for where it has not, at or after
/// @param until before
public record DeliveryFilter(
        @Nullable SessionId session,
        @Nullable String target,
        @Nullable String state,
        @Nullable String status,
        @Nullable Instant from,
        @Nullable Instant until) {}
