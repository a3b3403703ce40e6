package dev.workrail.engine.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.model.AssessmentDefinition;
import dev.workrail.engine.model.Checks;
import dev.workrail.engine.model.Criteria;
import dev.workrail.engine.model.OutputContract;
import dev.workrail.engine.model.WorkStep;
import dev.workrail.engine.model.Workflow;
import dev.workrail.engine.output.ContractFormat;
import dev.workrail.engine.output.SubmissionCheck;
import dev.workrail.engine.session.Flavour;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Says what a step must hand in besides notes.
final class RequirementTexts {
    private static final int MAX_CRITERIA = 5;

    /// Contracts whose own step describes them.
    private static final Set<String> BRIEF =
            Set.of("wr.contracts.assessment", "wr.contracts.differentiation_handoff");

    private final Workflow workflow;

    RequirementTexts(Workflow workflow) {
        this.workflow = workflow;
    }

    void append(WorkStep step, Flavour flavour, StringBuilder out) {
        Checks checks = SubmissionCheck.checks(step);
        criteria(checks.criteria(), out);
        contract(checks.outputContract(), flavour, out);
        assessments(checks.assessmentRefs(), out);
    }

    private static void criteria(@Nullable Criteria criteria, StringBuilder out) {
        List<Criteria> rules =
                switch (criteria) {
                    case Criteria.And and -> and.parts();
                    case Criteria.Rule rule -> List.of(rule);
                    case Criteria.All all -> List.of();
                    case Criteria.Or or -> List.of();
                    case Criteria.Not not -> List.of();
                    case null -> List.of();
                };
        List<String> lines =
                rules.stream()
                        .filter(Criteria.Rule.class::isInstance)
                        .map(rule -> line((Criteria.Rule) rule))
                        .limit(MAX_CRITERIA)
                        .toList();
        if (!lines.isEmpty()) {
            out.append("\n\n**OUTPUT REQUIREMENTS:**");
            lines.forEach(line -> out.append("\n- ").append(line));
        }
    }

    private static String line(Criteria.Rule rule) {
        JsonNode source = rule.source();
        return switch (rule.type()) {
            case "contains" -> "Must contain: \"" + Json.text(source, "value", "") + "\"";
            case "regex" -> "Must match pattern: " + Json.text(source, "pattern", "");
            case "length" ->
                    "Length: %s to %s characters"
                            .formatted(bound(source, "min", "0"), bound(source, "max", "any"));
            default -> rule.message();
        };
    }

    private static String bound(JsonNode source, String name, String none) {
        JsonNode value = Json.get(source, name);
        return value == null ? none : value.asText();
    }

    private static void contract(
            @Nullable OutputContract contract, Flavour flavour, StringBuilder out) {
        if (contract == null) {
            return;
        }
        out.append("\n\n**OUTPUT REQUIREMENTS (System):**");
        List<String> lines = ContractFormat.lines(contract.contractRef(), flavour);
        if (lines.isEmpty() || BRIEF.contains(contract.contractRef())) {
            out.append("\n- Artifact contract: ").append(contract.contractRef());
            out.append("\n- Provide an artifact matching the contract schema");
            return;
        }
        lines.forEach(line -> out.append("\n- ").append(line));
    }

    private void assessments(List<String> refs, StringBuilder out) {
        if (refs.isEmpty()) {
            return;
        }
        out.append("\n\n**ASSESSMENT REQUIREMENTS (System):**");
        for (String ref : refs) {
            AssessmentDefinition assessment = workflow.assessment(ref);
            if (assessment != null) {
                assessment(assessment, refs.size() > 1, out);
            }
        }
    }

    private static void assessment(
            AssessmentDefinition assessment, boolean oneOfSeveral, StringBuilder out) {
        out.append("\n- Provide an artifact with kind: \"wr.assessment\"");
        if (oneOfSeveral) {
            out.append("\n- Set assessmentId: \"").append(assessment.id());
            out.append("\" on the artifact so the engine can match it to the correct assessment.");
        }
        out.append("\n- Assessment target: \"").append(assessment.id()).append('"');
        out.append("\n- Purpose: ").append(assessment.purpose());
        out.append("\n- Dimensions:");
        for (AssessmentDefinition.Dimension dimension : assessment.dimensions()) {
            out.append("\n-   ").append(dimension.id());
            out.append(" (").append(String.join(" | ", dimension.levels())).append("): ");
            out.append(dimension.purpose());
        }
        AssessmentDefinition.Dimension first = assessment.dimensions().getFirst();
        out.append("\n- Canonical format:\n```json\n{ \"artifacts\": [{ \"kind\":");
        out.append(" \"wr.assessment\", \"assessmentId\": \"").append(assessment.id());
        out.append("\", \"dimensions\": { \"").append(first.id()).append("\": \"");
        out.append(first.levels().getFirst()).append("\" } }] }\n```");
        out.append("\n- Use only canonical dimension levels. If the engine rejects the artifact,");
        out.append(" correct the submitted levels instead of inventing new ones.");
    }
}
