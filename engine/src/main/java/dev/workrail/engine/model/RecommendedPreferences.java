package dev.workrail.engine.model;

import org.jspecify.annotations.Nullable;

/// How far the author thinks the workflow should be left alone. Going further is recorded as a gap.
///
/// @param autonomy guided, full_auto_stop_on_user_deps or full_auto_never_stop
/// @param riskPolicy conservative, balanced or aggressive
public record RecommendedPreferences(@Nullable String autonomy, @Nullable String riskPolicy) {}
