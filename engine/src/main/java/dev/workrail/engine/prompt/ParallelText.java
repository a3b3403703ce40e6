package dev.workrail.engine.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.condition.ConditionEvaluator;
import dev.workrail.engine.json.JsValues;
import dev.workrail.engine.model.ParallelStep;
import dev.workrail.engine.model.ParallelStep.Delegation;
import dev.workrail.engine.model.Variables;
import dev.workrail.engine.template.TemplateResolver;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The prompt of a step that hands work to other agents.
final class ParallelText {
    private static final String NOTHING =
            """
            # Parallel Subagent Spawning Phase (Bypassed)

            All parallel delegations for this step evaluated their conditions to false, meaning no \
            subagents need to be spawned.

            Please immediately call `continue_workflow` to advance to the next step.\
            """;

    private static final String OPENING =
            """
            # Parallel Subagent Spawning Phase

            You are initiating a parallel execution phase. Please spawn the following subagents \
            simultaneously using your native client-side subagent tools (e.g. `spawn_agent` \
            starting a fresh `start_workflow` session for each).

            ### Active Delegations
            """;

    private static final String CLOSING =
            """

            ---

            ### Procedure
            1. Spawn the active subagents listed above in parallel.
            2. Wait for all subagents to complete their runs and write their findings to disk.
            3. Once completed, confirm all deliverables exist, then call `continue_workflow` to \
            advance to the synthesis phase.\
            """;

    private ParallelText() {}

    static void append(ParallelStep step, Variables variables, StringBuilder out) {
        List<Delegation> active =
                step.delegations().stream()
                        .filter(d -> ConditionEvaluator.holds(d.runCondition(), variables))
                        .toList();
        if (active.isEmpty()) {
            out.append(NOTHING);
            return;
        }
        out.append(OPENING);
        for (int i = 0; i < active.size(); i++) {
            delegation(i + 1, active.get(i), variables, out);
        }
        out.append(CLOSING);
    }

    private static void delegation(
            int number, Delegation delegation, Variables variables, StringBuilder out) {
        String workflow = delegation.workflowId();
        out.append("\n#### Subagent ").append(number).append(": ").append(workflow);
        out.append("\n*   **Workflow ID to Spawn**: `").append(workflow).append('`');
        out.append("\n*   **Goal**: ").append(goal(delegation));
        List<String> tools = delegation.hints().allowedTools();
        if (!tools.isEmpty()) {
            out.append("\n*   **Allowed Tools**: ").append(String.join(", ", tools));
        }
        out.append("\n*   **Target Input Parameters (Context)**:");
        Map<String, String> inputs = inputs(delegation, variables, out.length());
        if (inputs.isEmpty()) {
            out.append("\n    *   *(No input parameters)*");
        }
        inputs.forEach((name, value) -> out.append("\n    *   `%s`: `%s`".formatted(name, value)));
        out.append('\n');
    }

    private static String goal(Delegation delegation) {
        String family = delegation.args().get("familyName");
        if (delegation.goal() != null) {
            return delegation.goal();
        }
        return family == null
                ? "Run " + delegation.workflowId()
                : "Run " + family + " review family for workflow " + delegation.workflowId();
    }

    /// @param length of the prompt so far
    private static Map<String, String> inputs(
            Delegation delegation, Variables variables, int length) {
        Map<String, String> inputs = new LinkedHashMap<>();
        int used = length;
        for (Map.Entry<String, String> mapped : delegation.contextMapping().entrySet()) {
            JsonNode value = variables.get(mapped.getKey());
            if (!JsValues.isNullish(value)) {
                String text = JsValues.string(value);
                boolean fits = used + text.length() <= TemplateResolver.MAX_TEXT;
                String shown = fits ? text : "[too long: " + mapped.getKey() + "]";
                inputs.put(mapped.getValue(), shown);
                used += shown.length();
            }
        }
        inputs.putAll(delegation.args());
        return inputs;
    }
}
