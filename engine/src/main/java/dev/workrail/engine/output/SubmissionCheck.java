package dev.workrail.engine.output;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.interpret.LoopSignal;
import dev.workrail.engine.json.JsValues;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.model.Checks;
import dev.workrail.engine.model.ContextGatherStep;
import dev.workrail.engine.model.Criteria;
import dev.workrail.engine.model.OutputContract;
import dev.workrail.engine.model.ParallelStep;
import dev.workrail.engine.model.StandardStep;
import dev.workrail.engine.model.Variables;
import dev.workrail.engine.model.WorkStep;
import dev.workrail.engine.model.Workflow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks what was handed in for a step: the artifact contract, the assessments, the rules over the
/// notes and the notes themselves must all be satisfied.
public final class SubmissionCheck {
    /// Stands for the rules over the notes where a contract is named.
    public static final String CRITERIA = "wr.validationCriteria";

    private static final int MAX_KINDS = 512;

    private final Workflow workflow;

    public SubmissionCheck(Workflow workflow) {
        this.workflow = workflow;
    }

    /// @param reasons why it is not enough; empty where it is
    /// @param retryable whether a better submission can help
    /// @param validation what was found wrong, absent where nothing was to be described
    public record Result(
            List<Reason> reasons,
            boolean retryable,
            @Nullable Validation validation,
            AssessmentResult assessments) {
        /// The same, but nothing handed in can help any more.
        public Result stopped(Reason reason) {
            return new Result(List.of(reason), false, null, assessments);
        }
    }

    /// What every step of this kind requires.
    public static Checks checks(WorkStep step) {
        return switch (step) {
            case StandardStep standard -> standard.checks();
            case ParallelStep parallel -> Checks.NONE;
            case ContextGatherStep gather -> Checks.NONE;
        };
    }

    /// Whether a step cannot be completed without notes. With an artifact contract they are
    /// optional.
    public static boolean needsNotes(WorkStep step) {
        return !step.head().notesOptional()
                && checks(step).outputContract() == null
                && !(step instanceof ContextGatherStep gather && gather.prompt() == null);
    }

    /// @param variables as they are with this submission's delta merged in
    public Result check(
            WorkStep step, @Nullable String notes, List<JsonNode> artifacts, Variables variables) {
        Checks checks = checks(step);
        List<Reason> reasons = new ArrayList<>();
        Validation validation = contract(checks.outputContract(), artifacts, reasons);
        AssessmentResult assessments = Assessments.check(checks, workflow, artifacts);
        if (!assessments.isValid()) {
            reasons.add(new Reason.InvalidOutput(ArtifactContract.ASSESSMENT));
            if (validation == null) {
                validation =
                        Validation.of(
                                ArtifactContract.ASSESSMENT,
                                assessments.issues(),
                                assessments.suggestions());
            }
        }
        boolean blank = notes == null || JsValues.trim(notes).isEmpty();
        Criteria criteria = checks.criteria();
        if (criteria != null && assessments.isValid()) {
            try {
                validation = criteria(criteria, notes, variables, reasons, validation);
            } catch (CriteriaCheck.BrokenRuleException e) {
                Reason broken =
                        new Reason.EvaluationError("ValidationEngine encountered an error.");
                return new Result(List.of(broken), false, null, AssessmentResult.NONE);
            }
        }
        if (blank && needsNotes(step)) {
            reasons.add(new Reason.MissingNotes(step.id()));
        }
        gathered(step, variables, reasons);
        reasons.addAll(assessments.followups());
        return new Result(List.copyOf(reasons), true, validation, assessments);
    }

    private static @Nullable Validation contract(
            @Nullable OutputContract contract, List<JsonNode> artifacts, List<Reason> reasons) {
        ArtifactContract wanted =
                contract == null ? null : ArtifactContract.ALL.get(contract.contractRef());
        if (contract == null || wanted == null) {
            return null;
        }
        for (JsonNode artifact : artifacts) {
            if (wanted.kind().equals(Json.text(artifact, "kind"))) {
                List<String> issues = wanted.issues(artifact);
                if (issues.isEmpty()) {
                    return null;
                }
                reasons.add(new Reason.InvalidOutput(wanted.ref()));
                return Validation.of(
                        wanted.ref(),
                        issues,
                        List.of("Provide a valid artifact matching the contract schema"));
            }
        }
        if (contract.required()) {
            reasons.add(new Reason.MissingOutput(wanted.ref(), kinds(artifacts)));
        }
        return null;
    }

    /// What was handed in instead, as much of it as a message holds.
    private static List<String> kinds(List<JsonNode> artifacts) {
        List<String> kinds = new ArrayList<>();
        int length = 0;
        for (JsonNode artifact : artifacts) {
            String kind = Utf8.head(Json.text(artifact, "kind", ""), MAX_KINDS);
            if (!kind.isEmpty() && length <= MAX_KINDS) {
                kinds.add(kind);
                length += kind.length();
            }
        }
        return List.copyOf(kinds);
    }

    private static @Nullable Validation criteria(
            Criteria criteria,
            @Nullable String notes,
            Variables variables,
            List<Reason> reasons,
            @Nullable Validation before)
            throws CriteriaCheck.BrokenRuleException {
        if (notes == null) {
            reasons.add(new Reason.MissingOutput(CRITERIA, List.of()));
            return before;
        }
        List<String> issues = CriteriaCheck.issues(criteria, notes, variables);
        if (issues.isEmpty()) {
            return before;
        }
        reasons.add(new Reason.InvalidOutput(CRITERIA));
        return before != null ? before : Validation.of(CRITERIA, issues, CriteriaCheck.SUGGESTIONS);
    }

    /// A gathering step must leave its variables set.
    private static void gathered(WorkStep step, Variables variables, List<Reason> reasons) {
        if (step instanceof ContextGatherStep gather) {
            for (ContextGatherStep.Source source : gather.sources()) {
                if (JsValues.isNullish(variables.get(source.variable()))) {
                    reasons.add(new Reason.MissingContext(source.variable()));
                }
            }
        }
    }

    /// The loop decision among artifacts: the last valid one.
    public static LoopSignal signal(List<JsonNode> artifacts) {
        LoopSignal signal = artifacts.isEmpty() ? LoopSignal.NOTHING : LoopSignal.UNDECIDED;
        ArtifactContract contract = ArtifactContract.ALL.get(ArtifactContract.LOOP_CONTROL);
        for (JsonNode artifact : artifacts) {
            if (contract != null
                    && contract.kind().equals(Json.text(artifact, "kind"))
                    && contract.issues(artifact).isEmpty()) {
                boolean stop = "stop".equals(Json.text(artifact, "decision"));
                signal = stop ? LoopSignal.STOP : LoopSignal.CONTINUE;
            }
        }
        return signal;
    }
}
