package dev.workrail.engine.projection;

import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Something a session went on without.
///
/// @param severity info, warning or critical
/// @param isOpen whether no later gap says it was resolved
public record Gap(
        String gapId,
        @Nullable String nodeId,
        String severity,
        String category,
        String summary,
        boolean isOpen) {

    /// All gaps in the order they were recorded.
    public static List<Gap> of(List<LoggedEvent> events) {
        Set<String> resolved = new HashSet<>();
        for (LoggedEvent event : events) {
            if (event.data() instanceof SessionEvent.GapRecorded gap) {
                String id = Json.text(gap.resolution(), "resolvesGapId");
                if (id != null) {
                    resolved.add(id);
                }
            }
        }
        List<Gap> gaps = new ArrayList<>();
        for (LoggedEvent event : events) {
            if (event.data() instanceof SessionEvent.GapRecorded gap) {
                boolean unresolved = "unresolved".equals(Json.text(gap.resolution(), "kind"));
                gaps.add(
                        new Gap(
                                gap.gapId(),
                                event.nodeId(),
                                gap.severity(),
                                Json.text(gap.reason(), "category", ""),
                                gap.summary(),
                                unresolved && !resolved.contains(gap.gapId())));
            }
        }
        return List.copyOf(gaps);
    }
}
