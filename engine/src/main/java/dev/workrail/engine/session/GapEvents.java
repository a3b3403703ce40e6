package dev.workrail.engine.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.model.RecommendedPreferences;
import dev.workrail.engine.output.Blocker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes what a session went on without.
final class GapEvents {
    private static final List<String> AUTONOMY =
            List.of("guided", "full_auto_stop_on_user_deps", "full_auto_never_stop");
    private static final List<String> RISK = List.of("conservative", "balanced", "aggressive");

    private GapEvents() {}

    /// A session that never stops records what would have blocked it.
    static void blockers(Segment segment, String nodeId, String attemptId, List<Blocker> blockers) {
        for (int i = 0; i < blockers.size(); i++) {
            String detail = blockers.get(i).code().name().toLowerCase(java.util.Locale.ROOT);
            gap(
                    segment,
                    nodeId,
                    "gap_" + attemptId + "_" + i,
                    "critical",
                    "contract_violation",
                    detail,
                    blockers.get(i).message());
        }
    }

    /// The session goes further than its author recommends.
    static void beyondRecommendation(
            Segment segment,
            String nodeId,
            Preferences actual,
            @Nullable RecommendedPreferences recommended) {
        if (recommended == null) {
            return;
        }
        List<String> beyond = new ArrayList<>();
        if (exceeds(AUTONOMY, actual.autonomy(), recommended.autonomy())) {
            beyond.add("autonomy " + actual.autonomy() + " exceeds " + recommended.autonomy());
        }
        if (exceeds(RISK, actual.riskPolicy(), recommended.riskPolicy())) {
            beyond.add(
                    "risk policy " + actual.riskPolicy() + " exceeds " + recommended.riskPolicy());
        }
        for (int i = 0; i < beyond.size(); i++) {
            gap(
                    segment,
                    nodeId,
                    "rec_warn_" + nodeId + "_" + i,
                    "warning",
                    "unexpected",
                    "recommendation_exceeded",
                    "The session's " + beyond.get(i) + ", which the workflow recommends.");
        }
    }

    /// The step went over a limit that does not stop it here.
    ///
    /// @param stops whether it would, had the session not been told never to stop
    static void overLimit(
            Segment segment, String nodeId, String attemptId, Overrun over, boolean stops) {
        gap(
                segment,
                nodeId,
                "gap_limit_" + attemptId,
                stops ? "critical" : "warning",
                stops ? "user_only_dependency" : "unexpected",
                "step_limit_exceeded",
                "Step %s took %s of its %s of %s."
                        .formatted(over.stepId(), over.found(), over.limit(), over.declared()));
    }

    private static boolean exceeds(
            List<String> order, String actual, @Nullable String recommended) {
        return recommended != null && order.indexOf(actual) > order.indexOf(recommended);
    }

    private static void gap(
            Segment segment,
            String nodeId,
            String gapId,
            String severity,
            String category,
            String detail,
            String summary) {
        ObjectNode reason = Json.object().put("category", category).put("detail", detail);
        segment.node(
                nodeId,
                new SessionEvent.GapRecorded(
                        gapId,
                        severity,
                        reason,
                        summary,
                        Json.object().put("kind", "unresolved"),
                        null),
                gapId);
    }
}
