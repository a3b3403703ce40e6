package dev.workrail.engine.compile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.model.LoopStep;
import dev.workrail.engine.model.Step;
import dev.workrail.engine.model.WorkStep;
import dev.workrail.engine.model.Workflow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Ties a checked, resolved definition together into something that can run.
final class Linker {
    private final Workflow workflow;
    private final PinnedWorkflow pinned;
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Step> stepById = new LinkedHashMap<>();
    private final Map<String, CompiledLoop> loops = new LinkedHashMap<>();
    private final Set<String> bodyIds = new LinkedHashSet<>();

    private Linker(PinnedWorkflow pinned) {
        this.pinned = pinned;
        this.workflow = DefinitionReader.read(pinned.definition());
    }

    static CompiledWorkflow link(PinnedWorkflow pinned) {
        return new Linker(pinned).link();
    }

    private CompiledWorkflow link() {
        List<JsonNode> authored = Json.list(pinned.definition(), "steps");
        for (int i = 0; i < authored.size(); i++) {
            switch (workflow.steps().get(i)) {
                case WorkStep step -> add(AddedSteps.expand(authored.get(i), step));
                case LoopStep loop -> add(List.of(loop));
            }
        }
        for (int i = 0; i < authored.size(); i++) {
            if (workflow.steps().get(i) instanceof LoopStep loop) {
                loops.put(loop.id(), compile(loop, Json.list(authored.get(i), "body")));
            }
        }
        return new CompiledWorkflow(
                workflow,
                pinned,
                List.copyOf(steps),
                Collections.unmodifiableMap(stepById),
                Collections.unmodifiableMap(loops),
                Collections.unmodifiableSet(bodyIds));
    }

    private void add(List<? extends Step> more) {
        steps.addAll(more);
        more.forEach(step -> stepById.put(step.id(), step));
    }

    private CompiledLoop compile(LoopStep loop, List<JsonNode> authoredBody) {
        List<WorkStep> body = new ArrayList<>();
        switch (loop.body()) {
            case LoopStep.Body.Reference(String stepId) -> {
                if (stepById.get(stepId) instanceof WorkStep step) {
                    body.add(step);
                }
            }
            case LoopStep.Body.Inline(List<WorkStep> inline) -> {
                for (int i = 0; i < inline.size(); i++) {
                    body.addAll(AddedSteps.expand(authoredBody.get(i), inline.get(i)));
                }
            }
        }
        body.forEach(step -> {
            stepById.put(step.id(), step);
            bodyIds.add(step.id());
        });
        return new CompiledLoop(loop, List.copyOf(body), loop.loop().source());
    }
}
