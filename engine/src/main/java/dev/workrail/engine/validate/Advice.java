package dev.workrail.engine.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.finding.Findings;
import dev.workrail.engine.finding.Shown;
import dev.workrail.engine.finding.Stage;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.model.ParallelStep;
import dev.workrail.engine.pattern.LinearPattern;
import dev.workrail.engine.pattern.UnusablePatternException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is allowed but likely a mistake: steps that can never run, variables nobody sets,
/// conditions whose pattern cannot run, a workflow that delegates to itself.
final class Advice {
    private final Findings findings;

    Advice(Findings findings) {
        this.findings = findings;
    }

    void give(JsonNode definition, List<Located> steps, @Nullable CompiledWorkflow compiled) {
        for (Located step : steps) {
            reachable(step);
            patterns(step.step(), step.pointer());
        }
        if (compiled != null) {
            new VariableAdvice(findings, definition, compiled).give(steps);
            selfDelegation(compiled);
        }
    }

    private void reachable(Located step) {
        JsonNode condition = Json.get(step.step(), "runCondition");
        if (condition != null && ConditionFacts.neverHolds(condition)) {
            warn(
                    "unreachable-step",
                    step.pointer() + "/runCondition",
                    "a condition that can never hold, so the step never runs",
                    "a condition that some value of the variables makes true");
        }
    }

    private void patterns(JsonNode node, String pointer) {
        String pattern = Json.text(node, "matches");
        if (pattern != null && node.has("var")) {
            try {
                LinearPattern.compile(pattern);
            } catch (UnusablePatternException e) {
                warn(
                        "unusable-pattern",
                        pointer + "/matches",
                        "pattern %s: %s".formatted(Shown.value(node.path("matches")), e.reason()),
                        "a bounded expression without look-around and back references");
            }
        }
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                patterns(node.get(i), pointer + "/" + i);
            }
        }
        node.properties()
                .forEach(member -> {
                    String key = member.getKey();
                    if (!key.equals("args") && !key.equals("body")) {
                        patterns(member.getValue(), pointer + "/" + key);
                    }
                });
    }

    private void selfDelegation(CompiledWorkflow compiled) {
        String id = compiled.workflow().id();
        compiled.stepById().values().stream()
                .filter(ParallelStep.class::isInstance)
                .map(ParallelStep.class::cast)
                .filter(s -> s.delegations().stream().anyMatch(d -> d.workflowId().equals(id)))
                .forEach(s ->
                        warn(
                                "self-delegation",
                                "",
                                "step '" + s.id() + "' delegates to this very workflow",
                                "another workflow, or a condition that ends the descent"));
    }

    private void warn(String code, String pointer, String found, String expected) {
        findings.warning(Stage.ADVICE, code, pointer, found, expected);
    }
}
