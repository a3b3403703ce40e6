package dev.workrail.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.compile.Bindings;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.compile.Routines;
import dev.workrail.engine.compile.WorkflowCompiler;
import dev.workrail.engine.graph.WorkflowGraph;
import dev.workrail.engine.schema.SchemaVersions;
import dev.workrail.engine.validate.Validation;
import dev.workrail.engine.validate.WorkflowValidator;

/// The front door of the compile side: validate a workflow file, get something that can run, look
/// at it as a graph. Pure and thread-safe; the same input gives the same outcome on any machine.
public final class Workflows {
    private static final WorkflowValidator VALIDATOR =
            new WorkflowValidator(SchemaVersions.released());

    private Workflows() {}

    /// Every finding at once. Never throws on bad input.
    ///
    /// @param text of a workflow file
    /// @param routines what its template calls may name
    /// @param bindings what the workspace puts into its extension points
    public static Validation validate(String text, Routines routines, Bindings bindings) {
        return VALIDATOR.validate(text, routines, bindings);
    }

    /// The same over a tree, which is not changed.
    public static Validation validate(JsonNode definition, Routines routines, Bindings bindings) {
        return VALIDATOR.validate(definition, routines, bindings);
    }

    /// A workflow that is expected to be valid.
    ///
    /// @throws InvalidWorkflowException where it is not; it holds every finding
    public static CompiledWorkflow compile(
            JsonNode definition, Routines routines, Bindings bindings) {
        Validation validation = VALIDATOR.validate(definition, routines, bindings);
        CompiledWorkflow compiled = validation.compiled();
        if (compiled == null) {
            throw new InvalidWorkflowException(validation.findings());
        }
        return compiled;
    }

    /// What a session was bound to at its start, ready to run again. Not validated anew: a session
    /// outlives the rules it began under.
    ///
    /// @param snapshot as `CompiledWorkflow.pinned().snapshot()` gave it
    public static CompiledWorkflow restore(JsonNode snapshot) {
        return WorkflowCompiler.restore(snapshot);
    }

    /// The compiled graph, for people to look at.
    public static WorkflowGraph graph(CompiledWorkflow workflow) {
        return WorkflowGraph.of(workflow);
    }
}
