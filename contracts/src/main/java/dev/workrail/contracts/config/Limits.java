package dev.workrail.contracts.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How much may run at once. An absent value is no limit of its own.
///
/// @param maxSessions sessions that hold a slot
/// @param maxQueued sessions that wait for one
/// @param tiers sessions that hold a slot, by model tier
public record Limits(
        @Nullable Integer maxSessions, @Nullable Integer maxQueued, Map<String, Integer> tiers) {
    public static final Limits NONE = new Limits(null, null, Map.of());

    public Limits {
        tiers = tiers == null ? Map.of() : Map.copyOf(tiers);
    }
}
