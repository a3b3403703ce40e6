package dev.workrail.contracts.config;

import org.jspecify.annotations.Nullable;

/// How a session's agent runs. Every value has a default, so an empty object is valid.
///
/// @param model `provider/model-id`; absent means the deployment's default
/// @param modelTier `lightweight`, `mid` or `heavy`; `model` wins where both are given
/// @param transcript name of the recorded transcript the rehearsal model replays
public record AgentSettings(
        @Nullable String model,
        @Nullable String modelTier,
        @Nullable Integer maxSessionMinutes,
        @Nullable Integer maxTurns,
        @Nullable Integer maxOutputTokens,
        @Nullable Integer stallTimeoutSeconds,
        @Nullable String transcript) {
    /// Wall clock of a session, minutes; WorkRail's own default.
    public static final int DEFAULT_MAX_SESSION_MINUTES = 60;

    /// Model calls of a session; WorkRail's own default.
    public static final int DEFAULT_MAX_TURNS = 200;

    /// Seconds without a model call or tool activity; WorkRail's own default.
    public static final int DEFAULT_STALL_TIMEOUT_SECONDS = 120;

    public static final AgentSettings DEFAULTS =
            new AgentSettings(null, null, null, null, null, null, null);

    public int sessionMinutes() {
        return maxSessionMinutes == null ? DEFAULT_MAX_SESSION_MINUTES : maxSessionMinutes;
    }

    public int turns() {
        return maxTurns == null ? DEFAULT_MAX_TURNS : maxTurns;
    }

    public int stallSeconds() {
        return stallTimeoutSeconds == null ? DEFAULT_STALL_TIMEOUT_SECONDS : stallTimeoutSeconds;
    }
}
