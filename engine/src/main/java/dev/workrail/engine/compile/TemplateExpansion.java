package dev.workrail.engine.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.engine.finding.Findings;
import dev.workrail.engine.finding.Stage;
import dev.workrail.engine.json.Json;
import java.util.ArrayList;
import java.util.List;

/// Pass 1: a step with a `templateCall` becomes the steps of the routine it names.
///
/// Ids become `caller.step`, `{arg}` in prompt and title is replaced, the routine's meta guidance
/// follows the step's own guidance, and the caller's run condition goes to steps that have none.
/// Nothing else of the caller is carried over. Routines do not expand further.
final class TemplateExpansion {
    private final Routines routines;
    private final Findings findings;
    private int expanded;

    TemplateExpansion(Routines routines, Findings findings) {
        this.routines = routines;
        this.findings = findings;
    }

    List<Draft> expand(List<Draft> drafts) {
        List<Draft> out = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            if (draft.step().has("templateCall")) {
                out.addAll(call(draft));
            } else {
                out.add(new Draft(draft.step(), draft.pointer(), expand(draft.body())));
            }
        }
        return out;
    }

    private List<Draft> call(Draft caller) {
        String templateId = Json.text(caller.step().path("templateCall"), "templateId", "");
        JsonNode routine = routines.get(templateId);
        if (routine == null) {
            findings.error(
                    Stage.COMPILATION,
                    "unknown-template",
                    caller.pointer() + "/templateCall/templateId",
                    "template '" + templateId + "'",
                    routines.templateIds().isEmpty()
                            ? "a routine of this name; there are no routines at all"
                            : "one of " + String.join(", ", routines.templateIds()));
            return List.of(caller);
        }
        JsonNode steps = routine.path("steps");
        expanded += steps.size();
        if (expanded > WorkflowCompiler.MAX_STEPS) {
            findings.error(
                    Stage.COMPILATION,
                    "too-many-steps",
                    caller.pointer() + "/templateCall",
                    expanded + " steps from routines",
                    "at most " + WorkflowCompiler.MAX_STEPS);
            return List.of(caller);
        }
        List<Draft> out = new ArrayList<>();
        for (JsonNode step : steps) {
            out.add(new Draft(instantiate(caller, routine, step), caller.pointer(), List.of()));
        }
        return out;
    }

    private ObjectNode instantiate(Draft caller, JsonNode routine, JsonNode step) {
        ObjectNode out = step.isObject() ? step.<ObjectNode>deepCopy() : Json.object();
        String name = Json.text(step, "id", "");
        out.put("id", caller.id() + "." + name);
        if (Json.text(step, "prompt") == null) {
            findings.error(
                    Stage.COMPILATION,
                    "routine-without-prompt",
                    caller.pointer() + "/templateCall/templateId",
                    "step '" + name + "' of the routine has no prompt",
                    "a routine whose steps all have a plain prompt");
        }
        TemplateArgs args = new TemplateArgs(caller, name, findings);
        for (String field : List.of("prompt", "title")) {
            String text = Json.text(step, field);
            if (text != null) {
                out.put(field, args.fill(text));
            }
        }
        addGuidance(out, routine.path("metaGuidance"));
        JsonNode condition = caller.step().get("runCondition");
        if (condition != null && !out.has("runCondition")) {
            out.set("runCondition", condition);
        }
        return out;
    }

    private static void addGuidance(ObjectNode step, JsonNode more) {
        if (more.isEmpty()) {
            return;
        }
        ArrayNode guidance = step.path("guidance") instanceof ArrayNode own ? own : null;
        if (guidance == null) {
            guidance = step.putArray("guidance");
        }
        for (JsonNode line : more) {
            guidance.add(line);
        }
    }
}
