package dev.workrail.console.retention;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.workrail.console.settings.ConfigEntry;
import dev.workrail.contracts.config.ConfigValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How long an org keeps its sessions.
///
/// @param sessionDays absent where it keeps them for good, and with it who set it when
/// @param lastCleanUp absent before the first
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RetentionView(
        @Nullable Integer sessionDays,
        @Nullable Long version,
        @Nullable Instant updatedAt,
        @Nullable String updatedBy,
        @Nullable CleanUpView lastCleanUp) {
    static RetentionView none(@Nullable CleanUpView last) {
        return new RetentionView(null, null, null, null, last);
    }

    static RetentionView of(ConfigEntry<ConfigValue.Retention> entry, @Nullable CleanUpView last) {
        return new RetentionView(
                entry.value().sessionDays(),
                entry.version(),
                entry.updatedAt(),
                entry.updatedBy(),
                last);
    }
}
