package dev.workrail.engine.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.finding.Findings;
import dev.workrail.engine.finding.Stage;
import dev.workrail.engine.json.Json;
import java.util.List;
import java.util.Optional;

/// Loops: counts, bodies, and what decides them.
final class LoopChecks {
    private static final String CONTROL = "wr.contracts.loop_control";
    private final Findings findings;

    LoopChecks(Findings findings) {
        this.findings = findings;
    }

    void check(List<Located> steps) {
        for (Located step : steps) {
            if (step.isLoop()) {
                config(step);
                reference(step, steps);
            }
        }
    }

    private void config(Located loop) {
        JsonNode config = loop.step().path("loop");
        String type = Json.text(config, "type", "");
        JsonNode count = Json.get(config, "count");
        if (type.equals("for") && count != null && count.isNumber()) {
            double times = count.doubleValue();
            if (times < 1 || times != Math.rint(times)) {
                error(
                        loop,
                        "/loop/count",
                        "loop-count",
                        "count " + count.asText(),
                        "a whole number of at least 1, or the name of a variable");
            }
        }
        if (config.has("parallel") && !type.equals("forEach")) {
            error(
                    loop,
                    "/loop/parallel",
                    "parallel-without-items",
                    "parallel on a loop of type '" + type + "'",
                    "it only on forEach");
        }
        String contract = Json.text(config.path("conditionSource"), "contractRef");
        if (contract != null && !contract.equals(CONTROL)) {
            error(
                    loop,
                    "/loop/conditionSource/contractRef",
                    "unknown-loop-contract",
                    "contract '" + contract + "'",
                    CONTROL);
        }
    }

    private void reference(Located loop, List<Located> steps) {
        String bodyId = Json.text(loop.step(), "body");
        if (bodyId == null) {
            return;
        }
        Optional<Located> body =
                steps.stream().filter(s -> s.loop() == null && s.id().equals(bodyId)).findFirst();
        if (body.isEmpty()) {
            error(
                    loop,
                    "/body",
                    "unknown-body-step",
                    "body '" + bodyId + "', which is no step of the top level",
                    "the id of a top-level step, or the steps themselves");
            return;
        }
        if (body.get().isLoop()) {
            error(
                    loop,
                    "/body",
                    "nested-loop",
                    "body '" + bodyId + "', which is a loop",
                    "a step that is no loop; loops do not nest");
        }
        for (String field : List.of("audit", "verification", "synthesis")) {
            if (body.get().step().has(field)) {
                error(
                        loop,
                        "/body",
                        "added-step-in-referenced-body",
                        "body '" + bodyId + "', which has '" + field + "'",
                        "the step written in the body itself, so that its added step is too");
            }
        }
        if (body.get().step().has("runCondition")) {
            findings.warning(
                    Stage.ADVICE,
                    "condition-on-referenced-body",
                    body.get().pointer() + "/runCondition",
                    "a condition on a step that runs only inside loop '" + loop.id() + "'",
                    "it on the loop, unless every pass is to decide anew");
        }
    }

    private void error(Located step, String at, String code, String found, String expected) {
        findings.error(Stage.STRUCTURE, code, step.pointer() + at, found, expected);
    }
}
