package dev.workrail.conformance.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.interpret.Submitted;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.model.AssessmentConsequence;
import dev.workrail.engine.model.AssessmentDefinition;
import dev.workrail.engine.model.Checks;
import dev.workrail.engine.model.Criteria;
import dev.workrail.engine.model.Step;
import dev.workrail.engine.model.WorkStep;
import dev.workrail.engine.output.SubmissionCheck;
import dev.workrail.engine.session.Submission;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes submissions the recordings do not hold, where our run goes where theirs did not.
final class Fillers {
    private Fillers() {}

    /// The smallest valid submission for a step; a loop decision says stop.
    static Submission smallest(CompiledWorkflow workflow, String stepId) {
        Step step = workflow.stepById().get(stepId);
        List<JsonNode> artifacts = new ArrayList<>();
        if (step instanceof WorkStep work) {
            if (Submitted.decides(work)) {
                artifacts.add(Json.object().put("kind", "wr.loop_control").put("decision", "stop"));
            }
            artifacts.addAll(assessments(workflow, work));
        }
        return new Submission(notes(step, "Done on the way."), artifacts, null);
    }

    /// The same submission with every assessment and every word the step asks for.
    static Submission completed(CompiledWorkflow workflow, String stepId, Submission submission) {
        List<JsonNode> artifacts = new ArrayList<>(submission.artifacts());
        Step step = workflow.stepById().get(stepId);
        if (step instanceof WorkStep work) {
            for (JsonNode made : assessments(workflow, work)) {
                String id = made.path("assessmentId").asText();
                artifacts.removeIf(a -> id.equals(a.path("assessmentId").asText()));
                artifacts.add(made);
            }
        }
        String notes = submission.notesMarkdown();
        return new Submission(
                notes(step, notes == null ? "" : notes), artifacts, submission.context());
    }

    private static String notes(@Nullable Step step, String notes) {
        StringBuilder out = new StringBuilder(notes);
        if (step instanceof WorkStep work) {
            add(SubmissionCheck.checks(work).criteria(), out);
        }
        return out.toString();
    }

    private static void add(@Nullable Criteria criteria, StringBuilder out) {
        switch (criteria) {
            case Criteria.All all -> all.rules().forEach(rule -> add(rule, out));
            case Criteria.And and -> and.parts().forEach(part -> add(part, out));
            case Criteria.Or or -> add(or.parts().getFirst(), out);
            case Criteria.Rule rule -> {
                out.append(' ').append(rule.source().path("value").asText());
                int missing = rule.source().path("min").intValue() - out.length();
                out.append("x".repeat(Math.max(0, missing)));
            }
            case Criteria.Not not -> {}
            case null -> {}
        }
    }

    private static List<JsonNode> assessments(CompiledWorkflow workflow, WorkStep step) {
        Checks checks = SubmissionCheck.checks(step);
        List<JsonNode> made = new ArrayList<>();
        for (String ref : checks.assessmentRefs()) {
            AssessmentDefinition definition = workflow.workflow().assessment(ref);
            if (definition == null) {
                continue;
            }
            ObjectNode artifact =
                    Json.object().put("kind", "wr.assessment").put("assessmentId", ref);
            ObjectNode dimensions = artifact.putObject("dimensions");
            for (AssessmentDefinition.Dimension dimension : definition.dimensions()) {
                dimensions.put(dimension.id(), harmless(dimension, checks.consequences()));
            }
            made.add(artifact);
        }
        return made;
    }

    private static String harmless(
            AssessmentDefinition.Dimension dimension, List<AssessmentConsequence> consequences) {
        List<String> feared =
                consequences.stream().map(AssessmentConsequence::anyEqualsLevel).toList();
        return dimension.levels().stream()
                .filter(level -> !feared.contains(level))
                .findFirst()
                .orElse(dimension.levels().getLast());
    }
}
