package dev.workrail.engine.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.finding.Findings;
import dev.workrail.engine.finding.Shown;
import dev.workrail.engine.finding.Stage;
import dev.workrail.engine.json.JsValues;
import dev.workrail.engine.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Calls of functions: required arguments, their types and closed sets.
final class FunctionChecks {
    private final Findings findings;

    FunctionChecks(Findings findings) {
        this.findings = findings;
    }

    void check(JsonNode definition, List<Located> steps) {
        for (Located step : steps) {
            Map<String, JsonNode> known = new HashMap<>();
            declare(definition, known);
            if (step.loop() != null) {
                declare(step.loop().step(), known);
            }
            declare(step.step(), known);
            List<JsonNode> calls = Json.list(step.step(), "functionCalls");
            for (int i = 0; i < calls.size(); i++) {
                call(calls.get(i), step.pointer() + "/functionCalls/" + i, known);
            }
        }
    }

    private static void declare(JsonNode parent, Map<String, JsonNode> known) {
        Json.list(parent, "functionDefinitions")
                .forEach(f -> known.put(Json.text(f, "name", ""), f));
    }

    private void call(JsonNode call, String at, Map<String, JsonNode> known) {
        String name = Json.text(call, "name", "");
        JsonNode function = known.get(name);
        if (function == null) {
            findings.warning(
                    Stage.ADVICE,
                    "unknown-function",
                    at + "/name",
                    "function '" + name + "'",
                    known.isEmpty() ? "a function definition" : "one of " + known.keySet());
            return;
        }
        for (JsonNode parameter : Json.list(function, "parameters")) {
            argument(call.path("args"), parameter, at + "/args", name);
        }
    }

    private void argument(JsonNode args, JsonNode parameter, String at, String function) {
        String name = Json.text(parameter, "name", "");
        String type = Json.text(parameter, "type", "");
        JsonNode value = args.get(name);
        if (value == null) {
            if (Json.isTrue(parameter, "required")) {
                error(
                        "missing-argument",
                        at,
                        "no argument '" + name + "'",
                        "the required argument of '" + function + "', of type " + type);
            }
            return;
        }
        String place = at + "/" + name.replace("~", "~0").replace("/", "~1");
        String actual = value.isArray() ? "array" : JsValues.typeOf(value);
        if (!actual.equals(type)) {
            error("argument-type", place, Shown.value(value), "type " + type);
        }
        List<JsonNode> allowed = Json.list(parameter, "enum");
        if (!allowed.isEmpty() && !allowed.contains(value)) {
            error("argument-value", place, Shown.value(value), "one of " + allowed);
        }
    }

    private void error(String code, String pointer, String found, String expected) {
        findings.error(Stage.STRUCTURE, code, pointer, found, expected);
    }
}
