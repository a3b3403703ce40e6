package dev.workrail.engine.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.finding.Findings;
import dev.workrail.engine.finding.Stage;
import dev.workrail.engine.json.Json;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Jumps lead to an earlier step of the same level that the run can come to.
final class JumpChecks {
    private final Findings findings;

    JumpChecks(Findings findings) {
        this.findings = findings;
    }

    void check(List<Located> steps) {
        Set<String> referenced =
                steps.stream()
                        .map(step -> Json.text(step.step(), "body"))
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
        for (Located step : steps) {
            String target = Json.text(step.step().path("jumpIf"), "target");
            if (target != null) {
                jump(step, target, steps, referenced);
            }
        }
    }

    private void jump(Located step, String target, List<Located> steps, Set<String> referenced) {
        if (step.loop() == null && referenced.contains(step.id())) {
            error(
                    step.pointer() + "/jumpIf",
                    "jump-from-referenced-body",
                    "a jump from a step that a loop uses as its body",
                    "the step written in the body itself, with a target in that body");
            return;
        }
        Optional<Located> found =
                steps.stream()
                        .takeWhile(s -> !s.pointer().equals(step.pointer()))
                        .filter(s -> s.level().equals(step.level()) && s.id().equals(target))
                        .filter(s -> step.loop() != null || !referenced.contains(target))
                        .findFirst();
        if (found.isEmpty()) {
            error(
                    step.pointer() + "/jumpIf/target",
                    "jump-target",
                    "target '" + target + "'",
                    step.loop() == null
                            ? "the id of an earlier step of the top level"
                            : "the id of an earlier step of the same loop body");
            return;
        }
        JsonNode condition = Json.get(found.get().step(), "runCondition");
        if (condition != null && ConditionFacts.neverHolds(condition)) {
            error(
                    step.pointer() + "/jumpIf/target",
                    "unreachable-jump-target",
                    "target '" + target + "', whose condition can never hold",
                    "a step that can run");
        }
    }

    private void error(String pointer, String code, String found, String expected) {
        findings.error(Stage.STRUCTURE, code, pointer, found, expected);
    }
}
