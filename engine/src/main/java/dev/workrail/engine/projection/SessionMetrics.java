package dev.workrail.engine.projection;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The numbers of a completed run.
///
/// @param outcome success, partial, abandoned or error, as the agent classified it
/// @param commits delivered ones, else those the agent reported
/// @param steps nodes of steps, the root counted
/// @param retries blocked attempts
/// @param duration from the first to the completing event
public record SessionMetrics(
        @Nullable String outcome,
        List<String> commits,
        List<Integer> prNumbers,
        @Nullable Integer filesChanged,
        @Nullable Integer linesAdded,
        @Nullable Integer linesRemoved,
        int steps,
        int retries,
        Duration duration) {

    /// Empty until the run was completed.
    ///
    /// @param delivered commits that delivery recorded; they count before what the agent says
    public static Optional<SessionMetrics> of(List<LoggedEvent> events, List<String> delivered) {
        JsonNode context = Json.object();
        Instant end = null;
        List<String> recorded = List.of();
        int steps = 0;
        int retries = 0;
        for (LoggedEvent event : events) {
            if (event.data() instanceof SessionEvent.ContextSet e) {
                context = e.context();
            } else if (event.data() instanceof SessionEvent.NodeCreated e) {
                steps += "step".equals(e.nodeKind()) ? 1 : 0;
                retries += "blocked_attempt".equals(e.nodeKind()) ? 1 : 0;
            } else if (event.data() instanceof SessionEvent.RunCompleted e) {
                end = event.at();
                recorded = e.agentCommitShas();
            }
        }
        if (end == null) {
            return Optional.empty();
        }
        Duration duration = Duration.between(events.getFirst().at(), end);
        return Optional.of(
                new SessionMetrics(
                        Json.text(context, "metrics_outcome"),
                        commits(delivered, context, recorded),
                        numbers(context),
                        number(context, "metrics_files_changed"),
                        number(context, "metrics_lines_added"),
                        number(context, "metrics_lines_removed"),
                        steps,
                        retries,
                        duration));
    }

    private static List<String> commits(
            List<String> delivered, JsonNode context, List<String> recorded) {
        if (!delivered.isEmpty()) {
            return List.copyOf(delivered);
        }
        List<String> reported = Json.texts(context, "metrics_commit_shas");
        return reported.isEmpty() ? List.copyOf(recorded) : reported;
    }

    private static List<Integer> numbers(JsonNode context) {
        List<Integer> numbers = new ArrayList<>();
        for (JsonNode number : Json.list(context, "metrics_pr_numbers")) {
            if (number.isIntegralNumber()) {
                numbers.add(number.intValue());
            }
        }
        return List.copyOf(numbers);
    }

    private static @Nullable Integer number(JsonNode context, String name) {
        JsonNode value = Json.get(context, name);
        return value != null && value.isIntegralNumber() ? value.intValue() : null;
    }
}
