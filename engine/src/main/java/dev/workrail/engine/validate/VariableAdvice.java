package dev.workrail.engine.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.compile.CompiledLoop;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.finding.Findings;
import dev.workrail.engine.finding.Stage;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.model.ContextGatherStep;
import dev.workrail.engine.model.LoopVariables;
import dev.workrail.engine.model.StandardStep;
import dev.workrail.engine.model.Step;
import dev.workrail.engine.template.TemplateResolver;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Variables that a text or condition reads and nobody sets.
///
/// Any step's agent can set any variable, so a name counts as set once the workflow's own words
/// mention it outside of a token; besides, the session's own variables, those of gathering steps,
/// and inside a loop those of the loop are set.
final class VariableAdvice {
    private static final Set<String> SESSION = Set.of("goal", "triggerSource", "is_autonomous");

    private static final List<String> CONDITIONS =
            List.of(
                    "/runCondition",
                    "/requireConfirmation",
                    "/requireConfirmation/condition",
                    "/jumpIf/condition",
                    "/loop/condition",
                    "/loop/conditionSource/condition");

    private final Findings findings;
    private final CompiledWorkflow compiled;
    private final Set<String> set = new HashSet<>(SESSION);

    VariableAdvice(Findings findings, JsonNode definition, CompiledWorkflow compiled) {
        this.findings = findings;
        this.compiled = compiled;
        mention(definition.path("metaGuidance"));
        mention(definition.path("preconditions"));
        mention(definition.path("about"));
        mention(definition.path("description"));
        for (Step step : compiled.stepById().values()) {
            mentioned(step);
        }
    }

    private void mentioned(Step step) {
        if (step instanceof StandardStep standard) {
            mention(standard.prompting().prompt());
            standard.prompting().fragments().forEach(f -> mention(f.text()));
            standard.prompting().guidance().forEach(this::mention);
            standard.functions().definitions().forEach(f -> mention(f.definition()));
        } else if (step instanceof ContextGatherStep gather) {
            gather.sources().forEach(source -> set.add(source.variable()));
            mention(gather.prompt() == null ? "" : gather.prompt());
        }
    }

    void give(List<Located> steps) {
        for (Located step : steps) {
            Set<String> here = new HashSet<>(set);
            if (step.loop() != null) {
                addLoop(step.loop().id(), here);
            }
            compiled.loops().values().stream()
                    .filter(l -> l.body().stream().anyMatch(b -> b.id().equals(step.id())))
                    .forEach(loop -> addLoop(loop.id(), here));
            conditions(step, here);
            texts(step, here);
        }
    }

    private void addLoop(String loopId, Set<String> here) {
        CompiledLoop loop = compiled.loops().get(loopId);
        if (loop != null) {
            LoopVariables variables = loop.step().loop().variables();
            here.addAll(List.of(variables.iteration(), variables.item(), variables.index()));
        }
    }

    private void conditions(Located step, Set<String> here) {
        for (String at : CONDITIONS) {
            for (String name : ConditionFacts.variables(step.step().at(at))) {
                unset(name, here, step.pointer() + at, "condition");
            }
        }
        for (String list : List.of("promptFragments", "parallelDelegations")) {
            String field = list.equals("promptFragments") ? "when" : "runCondition";
            List<JsonNode> entries = Json.list(step.step(), list);
            for (int i = 0; i < entries.size(); i++) {
                for (String name : ConditionFacts.variables(entries.get(i).path(field))) {
                    String at = "/" + list + "/" + i + "/" + field;
                    unset(name, here, step.pointer() + at, "condition");
                }
            }
        }
        for (String field : List.of("items", "count")) {
            String name = Json.text(step.step().path("loop"), field);
            if (name != null) {
                unset(name, here, step.pointer() + "/loop/" + field, "loop");
            }
        }
    }

    private void texts(Located step, Set<String> here) {
        if (compiled.stepById().get(step.id()) instanceof StandardStep standard) {
            text(standard.prompting().prompt(), here, step);
            text(standard.title(), here, step);
            standard.prompting().fragments().forEach(f -> text(f.text(), here, step));
        }
    }

    private void text(String text, Set<String> here, Located step) {
        for (String path : TemplateResolver.paths(text)) {
            int dot = path.indexOf('.');
            String name = dot < 0 ? path : path.substring(0, dot);
            unset(name, here, step.pointer(), "text");
        }
    }

    private void unset(String name, Set<String> here, String pointer, String reader) {
        if (!here.contains(name)) {
            findings.warning(
                    Stage.ADVICE,
                    "unset-variable",
                    pointer,
                    "variable '" + name + "' in a " + reader + ", which nothing else mentions",
                    "a step that tells the agent to set it, or a value given at start");
        }
    }

    private void mention(JsonNode node) {
        if (node.isTextual()) {
            mention(node.textValue());
        }
        node.forEach(this::mention);
    }

    /// Every identifier of the text that is not inside a token.
    private void mention(String text) {
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean part = i < text.length() && isPart(text.charAt(i));
            if (part && start < 0) {
                start = i;
            } else if (!part && start >= 0) {
                if (!text.startsWith("{{", Math.max(0, start - 2))) {
                    set.add(text.substring(start, i));
                }
                start = -1;
            }
        }
    }

    private static boolean isPart(char c) {
        return c == '_' || c < 128 && Character.isLetterOrDigit(c);
    }
}
