package dev.workrail.console.pauses;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.projections.read.PauseReader;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What is paused in an org, as the scheduler said it. Thread-safe; blocks.
@Singleton
public final class KnownPauses {
    private final PauseReader pauses;

    KnownPauses(PauseReader pauses) {
        this.pauses = pauses;
    }

    /// The pause of the org as a whole, or absent.
    public @Nullable PauseView ofOrg(OrgId org) {
        return find(pauses.all(org), "org", "");
    }

    /// Answers what pauses a trigger of the org: its own pause, else the org's.
    public Function<String, @Nullable PauseView> ofTriggers(OrgId org) {
        List<PauseReader.Pause> all = pauses.all(org);
        PauseView whole = find(all, "org", "");
        return trigger -> {
            PauseView own = find(all, "trigger", trigger);
            return own == null ? whole : own;
        };
    }

    private static @Nullable PauseView find(List<PauseReader.Pause> all, String kind, String id) {
        return all.stream()
                .filter(pause -> pause.kind().equals(kind) && pause.id().equals(id))
                .map(PauseView::of)
                .findFirst()
                .orElse(null);
    }
}
