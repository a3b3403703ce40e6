package dev.workrail.engine.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which numbers a workflow asks its agent to report.
public enum MetricsProfile {
    CODING,
    REVIEW,
    RESEARCH,
    DESIGN,
    TICKET,
    NONE;

    /// The profile of that name in a workflow file; [#NONE] where absent or unknown.
    public static MetricsProfile of(@Nullable String wire) {
        for (MetricsProfile profile : values()) {
            if (profile.name().toLowerCase(Locale.ROOT).equals(wire)) {
                return profile;
            }
        }
        return NONE;
    }
}
