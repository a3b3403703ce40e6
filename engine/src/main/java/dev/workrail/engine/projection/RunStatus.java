package dev.workrail.engine.projection;

import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.json.Json;
import java.util.List;
import java.util.Set;

/// How a run stands.
public enum RunStatus {
    NOT_STARTED,
    IN_PROGRESS,
    /// A step is open that the last submission did not satisfy, or a gap needs a person.
    BLOCKED,
    /// A submission waits for its verdict.
    WAITING_AT_GATE,
    COMPLETE,
    /// Complete, with critical gaps left open.
    COMPLETE_WITH_GAPS;

    private static final Set<String> BLOCKING =
            Set.of("user_only_dependency", "contract_violation", "capability_missing");

    public static RunStatus of(List<LoggedEvent> events) {
        RunDag dag = RunDag.of(events);
        RunDag.Node tip = dag.tip().orElse(null);
        if (tip == null) {
            return NOT_STARTED;
        }
        List<Gap> critical =
                Gap.of(events).stream()
                        .filter(gap -> gap.isOpen() && "critical".equals(gap.severity()))
                        .toList();
        if (!neverStops(events)
                && ("blocked_attempt".equals(tip.kind())
                        || critical.stream().anyMatch(g -> BLOCKING.contains(g.category())))) {
            return BLOCKED;
        }
        if (tip.isComplete()) {
            return critical.isEmpty() ? COMPLETE : COMPLETE_WITH_GAPS;
        }
        return "gate_checkpoint".equals(tip.kind()) ? WAITING_AT_GATE : IN_PROGRESS;
    }

    /// The preferences set last count.
    private static boolean neverStops(List<LoggedEvent> events) {
        String autonomy = "guided";
        for (LoggedEvent event : events) {
            if (event.data() instanceof SessionEvent.PreferencesChanged changed) {
                autonomy = Json.text(changed.effective(), "autonomy", autonomy);
            }
        }
        return "full_auto_never_stop".equals(autonomy);
    }
}
