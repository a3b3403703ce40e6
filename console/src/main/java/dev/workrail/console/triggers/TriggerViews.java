package dev.workrail.console.triggers;

import dev.workrail.console.pauses.KnownPauses;
import dev.workrail.console.pauses.PauseView;
import dev.workrail.console.settings.ConfigEntry;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Shows triggers with what pauses them. Thread-safe; blocks.
@Singleton
public final class TriggerViews {
    private final KnownPauses pauses;

    TriggerViews(KnownPauses pauses) {
        this.pauses = pauses;
    }

    TriggerView of(ConfigEntry<ConfigValue.Trigger> entry) {
        return all(entry.value().org()).apply(entry);
    }

    /// Shows many triggers of one org as they are paused now.
    Function<ConfigEntry<ConfigValue.Trigger>, TriggerView> all(OrgId org) {
        Function<String, @Nullable PauseView> paused = pauses.ofTriggers(org);
        return entry -> TriggerView.of(entry, paused.apply(entry.id()));
    }
}
