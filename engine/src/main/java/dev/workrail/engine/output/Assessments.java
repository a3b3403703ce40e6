package dev.workrail.engine.output;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.model.AssessmentConsequence;
import dev.workrail.engine.model.AssessmentDefinition;
import dev.workrail.engine.model.Checks;
import dev.workrail.engine.model.Workflow;
import dev.workrail.engine.output.AssessmentResult.Accepted;
import dev.workrail.engine.output.AssessmentResult.Judged;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Matches submitted assessments to those a step asks for. One per check; not thread-safe.
final class Assessments {
    private static final int MAX_SHOWN = 256;
    private static final String KIND = "wr.assessment";

    private final List<JsonNode> artifacts;
    private final List<Accepted> accepted = new ArrayList<>();
    private final List<String> issues = new ArrayList<>();
    private final List<String> suggestions = new ArrayList<>();

    private Assessments(List<JsonNode> artifacts) {
        this.artifacts = artifacts;
    }

    static AssessmentResult check(Checks checks, Workflow workflow, List<JsonNode> artifacts) {
        if (checks.assessmentRefs().isEmpty()) {
            return AssessmentResult.NONE;
        }
        Assessments check = new Assessments(artifacts);
        boolean alone = checks.assessmentRefs().size() == 1;
        boolean none = artifacts.stream().noneMatch(Assessments::isAssessment);
        for (String ref : checks.assessmentRefs()) {
            AssessmentDefinition definition = workflow.assessment(ref);
            if (definition == null) {
                continue;
            }
            if (none) {
                check.nothing(definition);
            } else {
                check.match(definition, alone);
            }
        }
        return new AssessmentResult(
                List.copyOf(check.accepted),
                List.copyOf(check.issues),
                List.copyOf(check.suggestions),
                followups(checks.consequences(), check.accepted));
    }

    private static boolean isAssessment(JsonNode artifact) {
        return KIND.equals(Json.text(artifact, "kind"));
    }

    private void nothing(AssessmentDefinition wanted) {
        issues.add("This step requires an assessment submission for \"" + wanted.id() + "\".");
        suggestions.add(
                "Provide an artifact with kind \"wr.assessment\" for assessment \"%s\"."
                        .formatted(wanted.id()));
        suggestions.add(include(wanted));
    }

    private void match(AssessmentDefinition wanted, boolean alone) {
        int index = find(wanted, alone);
        if (index < 0) {
            issues.add(
                    ("Missing assessment artifact for \"%1$s\". Provide an artifact with kind"
                                    + " \"wr.assessment\" and assessmentId \"%1$s\".")
                            .formatted(wanted.id()));
            suggestions.add(include(wanted));
            return;
        }
        JsonNode artifact = artifacts.get(index);
        if (!isWellFormed(artifact)) {
            issues.add("Assessment artifact is malformed or does not match the expected shape.");
            suggestions.add(
                    ("Use an artifact with kind \"wr.assessment\", a dimensions object, and"
                                    + " canonical dimension values for assessment \"%s\".")
                            .formatted(wanted.id()));
            return;
        }
        String id = Json.text(artifact, "assessmentId");
        if (id != null && !id.equals(wanted.id())) {
            issues.add(
                    "Assessment artifact targets \"%s\", but this step expects \"%s\"."
                            .formatted(id, wanted.id()));
            suggestions.add(
                    "Set assessmentId to \"%s\" or omit it and provide the correct dimensions."
                            .formatted(wanted.id()));
            return;
        }
        judge(wanted, artifact, index);
    }

    private static boolean isWellFormed(JsonNode artifact) {
        return ArtifactContracts.shape(ArtifactContract.ASSESSMENT).issues(artifact).isEmpty();
    }

    /// Of one assessment the first artifact counts; of several the first well-formed one that names
    /// it.
    private int find(AssessmentDefinition wanted, boolean alone) {
        for (int i = 0; i < artifacts.size(); i++) {
            JsonNode artifact = artifacts.get(i);
            if (isAssessment(artifact)
                    && (alone
                            || wanted.id().equals(Json.text(artifact, "assessmentId"))
                                    && isWellFormed(artifact))) {
                return i;
            }
        }
        return -1;
    }

    private void judge(AssessmentDefinition wanted, JsonNode artifact, int index) {
        int before = issues.size();
        JsonNode given = artifact.path("dimensions");
        unknown(wanted, given);
        List<Judged> judged = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (AssessmentDefinition.Dimension dimension : wanted.dimensions()) {
            JsonNode value = given.get(dimension.id());
            if (value != null) {
                level(dimension, value, judged, notes);
            } else if (dimension.required()) {
                issues.add("Missing assessment dimension \"" + dimension.id() + "\".");
                suggestions.add(
                        "Provide a value for \"%s\". Allowed levels: %s."
                                .formatted(dimension.id(), String.join(", ", dimension.levels())));
            }
        }
        if (issues.size() == before) {
            String summary = Json.text(artifact, "summary");
            accepted.add(new Accepted(wanted.id(), index, summary, judged, notes));
        }
    }

    private void unknown(AssessmentDefinition wanted, JsonNode given) {
        List<String> known = wanted.dimensions().stream().map(d -> d.id()).toList();
        given.fieldNames()
                .forEachRemaining(name -> {
                    if (!known.contains(name)) {
                        issues.add(
                                "Unknown assessment dimension \"%s\" for assessment \"%s\"."
                                        .formatted(name, wanted.id()));
                        suggestions.add(
                                "Remove \"%s\" and use only: %s."
                                        .formatted(name, String.join(", ", known)));
                    }
                });
    }

    private void level(
            AssessmentDefinition.Dimension dimension,
            JsonNode value,
            List<Judged> judged,
            List<String> notes) {
        String given = value.isTextual() ? value.textValue() : Json.text(value, "level", "");
        String rationale = value.isTextual() ? null : Json.text(value, "rationale");
        if (dimension.levels().contains(given)) {
            judged.add(new Judged(dimension.id(), given, rationale, true));
            return;
        }
        String canonical = canonical(dimension, given);
        if (canonical != null) {
            notes.add(
                    "Normalized level \"%s\" to canonical value \"%s\"."
                            .formatted(Utf8.head(given, MAX_SHOWN), canonical));
            judged.add(new Judged(dimension.id(), canonical, rationale, false));
            return;
        }
        String levels = String.join(", ", dimension.levels());
        issues.add(
                "Dimension \"%s\": Level \"%s\" is not allowed. Allowed levels: %s."
                        .formatted(dimension.id(), given, levels));
        suggestions.add(
                "Use one of the canonical levels for \"%s\": %s."
                        .formatted(dimension.id(), levels));
    }

    private static @Nullable String canonical(AssessmentDefinition.Dimension wanted, String given) {
        String plain = dev.workrail.engine.json.JsValues.trimLower(given);
        List<String> same =
                wanted.levels().stream()
                        .filter(l -> dev.workrail.engine.json.JsValues.trimLower(l).equals(plain))
                        .toList();
        return same.size() == 1 ? same.getFirst() : null;
    }

    private static String include(AssessmentDefinition wanted) {
        List<String> dimensions =
                wanted.dimensions().stream()
                        .map(d -> "%s (%s)".formatted(d.id(), String.join(" | ", d.levels())))
                        .toList();
        return "Include dimension values for: " + String.join(", ", dimensions) + ".";
    }

    /// Of each declaration the first dimension at its level, in declared order.
    private static List<Reason.Followup> followups(
            List<AssessmentConsequence> consequences, List<Accepted> accepted) {
        List<Reason.Followup> followups = new ArrayList<>();
        for (AssessmentConsequence consequence : consequences) {
            Reason.Followup found = triggered(consequence, accepted);
            if (found != null) {
                followups.add(found);
            }
        }
        return List.copyOf(followups);
    }

    private static Reason.@Nullable Followup triggered(
            AssessmentConsequence consequence, List<Accepted> accepted) {
        for (Accepted assessment : accepted) {
            String only = consequence.forAssessment();
            if (only != null && !only.equals(assessment.assessmentId())) {
                continue;
            }
            for (Judged judged : assessment.dimensions()) {
                if (judged.level().equals(consequence.anyEqualsLevel())) {
                    return new Reason.Followup(
                            assessment.assessmentId(),
                            judged.dimensionId(),
                            judged.level(),
                            consequence.guidance());
                }
            }
        }
        return null;
    }
}
