package dev.workrail.worker.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.compile.WorkflowCompiler;

/// A workflow as a session is bound to it for life.
///
/// @param sourceKind bundled, org or workspace
public record BoundWorkflow(CompiledWorkflow compiled, String sourceKind) {
    private record Pinned(JsonNode snapshot, String sourceKind) {}

    byte[] toBytes() {
        return ContractsJson.write(new Pinned(compiled.pinned().snapshot(), sourceKind));
    }

    static BoundWorkflow fromBytes(byte[] json) {
        Pinned pinned = ContractsJson.read(json, Pinned.class);
        return new BoundWorkflow(WorkflowCompiler.restore(pinned.snapshot()), pinned.sourceKind());
    }
}
