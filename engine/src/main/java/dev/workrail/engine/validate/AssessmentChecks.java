package dev.workrail.engine.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.finding.Findings;
import dev.workrail.engine.finding.Stage;
import dev.workrail.engine.json.Json;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Assessments, the steps that ask for them, and what follows from their levels.
final class AssessmentChecks {
    private final Findings findings;

    /// Assessment id to every level any of its dimensions has.
    private final Map<String, Set<String>> levels = new LinkedHashMap<>();

    AssessmentChecks(Findings findings) {
        this.findings = findings;
    }

    void check(JsonNode definition, List<Located> steps) {
        List<JsonNode> assessments = Json.list(definition, "assessments");
        for (int i = 0; i < assessments.size(); i++) {
            declare(assessments.get(i), "/assessments/" + i);
        }
        for (Located step : steps) {
            List<String> refs = Json.texts(step.step(), "assessmentRefs");
            for (int i = 0; i < refs.size(); i++) {
                if (!levels.containsKey(refs.get(i))) {
                    error(
                            "unknown-assessment",
                            step.pointer() + "/assessmentRefs/" + i,
                            "assessment '" + refs.get(i) + "'",
                            levels.isEmpty()
                                    ? "assessments declared at the top of the workflow"
                                    : "one of " + levels.keySet());
                }
            }
            consequences(step, refs);
        }
    }

    private void declare(JsonNode assessment, String at) {
        String id = Json.text(assessment, "id", "");
        Set<String> own = new LinkedHashSet<>();
        if (levels.putIfAbsent(id, own) != null) {
            error("duplicate-assessment-id", at + "/id", "id '" + id + "' again", "unique ids");
        }
        Set<String> seen = new HashSet<>();
        List<JsonNode> dimensions = Json.list(assessment, "dimensions");
        for (int i = 0; i < dimensions.size(); i++) {
            String dimension = Json.text(dimensions.get(i), "id", "");
            own.addAll(Json.texts(dimensions.get(i), "levels"));
            if (!seen.add(dimension)) {
                error(
                        "duplicate-dimension-id",
                        at + "/dimensions/" + i + "/id",
                        "dimension '" + dimension + "' again",
                        "an id that is unique in the assessment");
            }
        }
    }

    private void consequences(Located step, List<String> refs) {
        List<JsonNode> consequences = Json.list(step.step(), "assessmentConsequences");
        String base = step.pointer() + "/assessmentConsequences";
        if (!consequences.isEmpty() && refs.isEmpty()) {
            error(
                    "consequence-without-assessment",
                    base,
                    "consequences on a step without assessmentRefs",
                    "at least one entry in assessmentRefs");
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < consequences.size(); i++) {
            JsonNode when = consequences.get(i).path("when");
            String at = base + "/" + i + "/when";
            if (!seen.add(when.toString())) {
                error("duplicate-consequence", at, "the same trigger again", "each only once");
            }
            trigger(when, at, refs);
        }
    }

    private void trigger(JsonNode when, String at, List<String> refs) {
        String level = Json.text(when, "anyEqualsLevel", "");
        String only = Json.text(when, "forAssessment");
        if (only != null && !refs.contains(only)) {
            error(
                    "consequence-for-other-assessment",
                    at + "/forAssessment",
                    "assessment '" + only + "'",
                    "one of the step's assessmentRefs " + refs);
            return;
        }
        Set<String> known = new LinkedHashSet<>();
        for (String ref : only == null ? refs : List.of(only)) {
            known.addAll(levels.getOrDefault(ref, Set.of()));
        }
        if (!known.isEmpty() && !known.contains(level)) {
            error(
                    "unknown-level",
                    at + "/anyEqualsLevel",
                    "level '" + level + "'",
                    "one of " + known);
        }
    }

    private void error(String code, String pointer, String found, String expected) {
        findings.error(Stage.STRUCTURE, code, pointer, found, expected);
    }
}
