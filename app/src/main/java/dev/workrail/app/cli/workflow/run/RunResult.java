package dev.workrail.app.cli.workflow.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.projection.Gap;
import dev.workrail.engine.projection.ProducedArtifact;
import dev.workrail.engine.projection.Recaps;
import dev.workrail.engine.projection.RunStatus;
import dev.workrail.engine.session.SessionState;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a run ended.
///
/// @param problem why it is not complete, one line; absent where it is
/// @param events its log
record RunResult(
        @Nullable String problem, SessionState state, List<LoggedEvent> events, List<Turn> turns) {
    boolean isComplete() {
        return problem == null;
    }

    String status() {
        return RunStatus.of(events).name().toLowerCase(Locale.ROOT);
    }

    String recap() {
        return Recaps.last(events).orElse("");
    }

    List<ProducedArtifact> artifacts() {
        return ProducedArtifact.of(events);
    }

    List<Gap> gaps() {
        return Gap.of(events).stream().filter(Gap::isOpen).toList();
    }

    ObjectNode toJson(List<String> unused) {
        ObjectNode out = Json.object().put("status", status());
        if (problem != null) {
            out.put("problem", problem);
        }
        out.put("workflowId", state.workflowId());
        out.put("workflowHash", state.workflowHash());
        out.put("pendingStep", state.pendingStepId());
        out.put("recap", recap());
        out.set("context", state.context());
        ArrayNode made = out.putArray("artifacts");
        for (ProducedArtifact artifact : artifacts()) {
            ObjectNode entry = made.addObject().put("step", artifact.stepId());
            entry.set("content", artifact.content());
        }
        out.set("gaps", ContractsJson.toTree(gaps()));
        turns.forEach(turn -> out.withArray("turns").add(turn.toJson()));
        unused.forEach(out.putArray("unusedAnswers")::add);
        out.set("events", ContractsJson.toTree(events));
        return out;
    }
}
