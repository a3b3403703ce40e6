package dev.workrail.worker.session;

import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.session.EngineSession;

/// The engine's rules of one workflow.
final class EngineRules {
    private EngineRules() {}

    static WorkflowRun.Rules of(CompiledWorkflow workflow) {
        return EngineSession.of(workflow)::decide;
    }
}
