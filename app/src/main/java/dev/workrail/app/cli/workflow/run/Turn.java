package dev.workrail.app.cli.workflow.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.session.StepView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One reply and what came of it.
///
/// @param stepId the step that was pending or whose gate was open
/// @param prompt what was shown; absent at a gate
/// @param loops the loops around the step, outermost first
/// @param outcome advanced, completed, parked, blocked, refused, approved, rejected, uncertain or
///   back
/// @param problems why it did not do
/// @param jump what became of the step's `jumpIf`; absent where it did not hold
/// @param skipped steps passed over on the way to the next one
record Turn(
        String stepId,
        @Nullable String prompt,
        List<StepView.LoopPass> loops,
        String outcome,
        List<String> problems,
        @Nullable String jump,
        List<String> skipped) {
    ObjectNode toJson() {
        ObjectNode out = Json.object().put("step", stepId);
        if (!loops.isEmpty()) {
            ArrayNode passes = out.putArray("loops");
            loops.forEach(
                    l -> passes.addObject().put("loop", l.loopId()).put("pass", l.iteration() + 1));
        }
        if (prompt != null) {
            out.put("prompt", prompt);
        }
        out.put("outcome", outcome);
        if (!problems.isEmpty()) {
            problems.forEach(out.putArray("problems")::add);
        }
        if (jump != null) {
            out.put("jump", jump);
        }
        if (!skipped.isEmpty()) {
            skipped.forEach(out.putArray("skipped")::add);
        }
        return out;
    }
}
