package dev.workrail.engine.compile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.model.Condition;
import dev.workrail.engine.model.ConditionSource;
import dev.workrail.engine.model.LoopConfig;
import dev.workrail.engine.model.LoopCount;
import dev.workrail.engine.model.LoopStep;
import dev.workrail.engine.model.LoopType;
import dev.workrail.engine.model.LoopVariables;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads loops of a resolved definition.
final class LoopReader {
    static final String LOOP_CONTROL = "wr.contracts.loop_control";

    private final JsonNode definition;

    LoopReader(JsonNode definition) {
        this.definition = definition;
    }

    LoopStep read(JsonNode step) {
        JsonNode body = step.path("body");
        return new LoopStep(
                PartReader.head(step),
                config(step, step.path("loop")),
                body.isTextual()
                        ? new LoopStep.Body.Reference(body.textValue())
                        : new LoopStep.Body.Inline(
                                body.valueStream().map(StepReader::read).toList()),
                FunctionReader.definitions(step));
    }

    private LoopConfig config(JsonNode step, JsonNode loop) {
        LoopType type = LoopType.of(Json.text(loop, "type"));
        LoopType known = type == null ? LoopType.WHILE : type;
        boolean conditional = known == LoopType.WHILE || known == LoopType.UNTIL;
        String items = Json.text(loop, "items");
        return new LoopConfig(
                known,
                loop.path("maxIterations").asInt(),
                new LoopVariables(
                        Json.text(loop, "iterationVar", "currentIteration"),
                        Json.text(loop, "itemVar", "currentItem"),
                        Json.text(loop, "indexVar", "currentIndex")),
                conditional ? source(step, loop) : null,
                known == LoopType.FOR ? count(loop) : null,
                known == LoopType.FOR_EACH && items != null
                        ? new LoopConfig.Items(
                                items, PartReader.integer(loop.path("parallel"), "maxConcurrency"))
                        : null);
    }

    private static @Nullable LoopCount count(JsonNode loop) {
        JsonNode count = Json.get(loop, "count");
        if (count == null) {
            return null;
        }
        return count.isTextual()
                ? new LoopCount.Variable(count.textValue())
                : new LoopCount.Fixed(count.asInt());
    }

    private @Nullable ConditionSource source(JsonNode step, JsonNode loop) {
        String loopId = Json.text(step, "id", "");
        JsonNode explicit = Json.get(loop, "conditionSource");
        if (explicit != null) {
            return "artifact_contract".equals(Json.text(explicit, "kind"))
                    ? new ConditionSource.ArtifactContract(
                            Json.text(explicit, "contractRef", LOOP_CONTROL),
                            Json.text(explicit, "loopId", loopId))
                    : new ConditionSource.ContextVariable(
                            PartReader.conditionOf(explicit.path("condition")));
        }
        if (body(step).stream().anyMatch(LoopReader::decidesLoop)) {
            return new ConditionSource.ArtifactContract(LOOP_CONTROL, loopId);
        }
        Condition condition = PartReader.condition(loop, "condition");
        return condition == null ? null : new ConditionSource.ContextVariable(condition);
    }

    private static boolean decidesLoop(JsonNode step) {
        return LOOP_CONTROL.equals(Json.text(step.path("outputContract"), "contractRef"));
    }

    private List<JsonNode> body(JsonNode step) {
        String reference = Json.text(step, "body");
        return reference == null
                ? Json.list(step, "body")
                : Json.list(definition, "steps").stream()
                        .filter(s -> reference.equals(Json.text(s, "id")))
                        .toList();
    }
}
