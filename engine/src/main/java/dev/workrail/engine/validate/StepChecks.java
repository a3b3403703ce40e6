package dev.workrail.engine.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.finding.Findings;
import dev.workrail.engine.finding.Stage;
import dev.workrail.engine.json.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Ids, prompt sources, fragments and the wishes for added steps.
final class StepChecks {
    private static final List<String> SOURCES = List.of("prompt", "promptBlocks", "templateCall");

    /// Most delegations of one parallel step.
    static final int MAX_DELEGATIONS = 64;

    private final Findings findings;
    private final RuleChecks rules;

    StepChecks(Findings findings) {
        this.findings = findings;
        this.rules = new RuleChecks(findings);
    }

    void check(List<Located> steps) {
        uniqueIds(steps);
        for (Located step : steps) {
            if (step.isStandard()) {
                onePromptSource(step);
                fragments(step);
                rules.check(step);
            }
            delegations(step);
            notEmpty(step, "audit", List.of("prompt", "rubric"));
            notEmpty(step, "verification", List.of("command", "prompt"));
            notEmpty(step, "synthesis", List.of("prompt", "outputContract"));
        }
    }

    /// Within the top level, and within each body; what repeats over them shows after expansion.
    private void uniqueIds(List<Located> steps) {
        Map<String, String> first = new HashMap<>();
        for (Located step : steps) {
            String earlier = first.putIfAbsent(step.level() + " " + step.id(), step.pointer());
            if (earlier != null && !step.id().isEmpty()) {
                findings.error(
                        Stage.STRUCTURE,
                        "duplicate-step-id",
                        step.pointer() + "/id",
                        "step id '" + step.id() + "', which " + earlier + " has already",
                        "an id that is unique over the top level and all loop bodies");
            }
        }
    }

    private void onePromptSource(Located step) {
        List<String> present = SOURCES.stream().filter(step.step()::has).toList();
        if (present.isEmpty()) {
            error(step, "", "no-prompt", "no prompt", "prompt, promptBlocks or templateCall");
        } else if (present.size() > 1) {
            error(step, "", "several-prompts", String.join(" and ", present), "exactly one");
        }
    }

    private void fragments(Located step) {
        List<JsonNode> fragments = Json.list(step.step(), "promptFragments");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < fragments.size(); i++) {
            String id = Json.text(fragments.get(i), "id", "");
            String at = "/promptFragments/" + i;
            if (!seen.add(id)) {
                error(
                        step,
                        at + "/id",
                        "duplicate-fragment-id",
                        "fragment id '" + id + "' again",
                        "an id that is unique in the step");
            }
            if (Json.text(fragments.get(i), "text", "").contains("{{wr.")) {
                error(
                        step,
                        at + "/text",
                        "token-in-fragment",
                        "a '{{wr.' token, which fragments do not resolve",
                        "plain text, or the token in the prompt or blocks");
            }
        }
    }

    private void delegations(Located step) {
        int count = step.step().path("parallelDelegations").size();
        if (count > MAX_DELEGATIONS) {
            error(
                    step,
                    "/parallelDelegations",
                    "too-many-delegations",
                    count + " delegations",
                    "at most " + MAX_DELEGATIONS + " at the same time");
        }
    }

    private void notEmpty(Located step, String field, List<String> members) {
        JsonNode config = Json.get(step.step(), field);
        if (config != null && config.isObject() && members.stream().noneMatch(config::has)) {
            error(step, "/" + field, "empty-" + field, "nothing in it", oneOf(members.stream()));
        }
    }

    private static String oneOf(Stream<String> members) {
        return members.reduce((a, b) -> a + " or " + b).orElse("");
    }

    private void error(Located step, String at, String code, String found, String expected) {
        findings.error(Stage.STRUCTURE, code, step.pointer() + at, found, expected);
    }
}
