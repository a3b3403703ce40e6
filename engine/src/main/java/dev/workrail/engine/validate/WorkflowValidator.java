package dev.workrail.engine.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.compile.Bindings;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.compile.Routines;
import dev.workrail.engine.compile.WorkflowCompiler;
import dev.workrail.engine.finding.Findings;
import dev.workrail.engine.schema.SchemaCheck;
import dev.workrail.engine.schema.SchemaVersions;
import java.util.List;

/// The whole pipeline: safety limits, schema, structure, compilation, the pinned snapshot compiled
/// again, and advice. Every stage speaks, whatever an earlier one found, so that an author sees all
/// of it at once; only a file over a safety limit is not looked at further.
///
/// Never throws on bad input. Thread-safe.
public final class WorkflowValidator {
    private final SchemaCheck schema;

    public WorkflowValidator(SchemaVersions versions) {
        this.schema = new SchemaCheck(versions);
    }

    /// @param text of a workflow file
    public Validation validate(String text, Routines routines, Bindings bindings) {
        Findings findings = new Findings();
        JsonNode definition = SafetyLimits.parse(text, findings);
        return definition == null
                ? new Validation(findings.list(), null)
                : validate(definition, routines, bindings, findings);
    }

    public Validation validate(JsonNode definition, Routines routines, Bindings bindings) {
        return validate(definition, routines, bindings, new Findings());
    }

    private Validation validate(
            JsonNode definition, Routines routines, Bindings bindings, Findings findings) {
        if (!SafetyLimits.hold(definition, findings)) {
            return new Validation(findings.list(), null);
        }
        schema.check(definition, findings);
        List<Located> steps = Located.all(definition);
        new StepChecks(findings).check(steps);
        new LoopChecks(findings).check(steps);
        new JumpChecks(findings).check(steps);
        new FunctionChecks(findings).check(definition, steps);
        new AssessmentChecks(findings).check(definition, steps);
        new DeclarationChecks(findings).check(definition, steps);
        CompiledWorkflow compiled =
                WorkflowCompiler.compile(definition, routines, bindings, findings);
        new Advice(findings).give(definition, steps, compiled);
        return new Validation(findings.list(), compiled);
    }
}
