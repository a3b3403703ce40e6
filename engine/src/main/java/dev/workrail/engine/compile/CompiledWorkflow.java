package dev.workrail.engine.compile;

import dev.workrail.engine.model.Step;
import dev.workrail.engine.model.Workflow;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A workflow that can run.
///
/// Immutable and safe to share. Every step that can become pending, the added audit, verification
/// and synthesis steps among them, is in [#stepById].
///
/// @param workflow the definition; its `steps` are the authored ones
/// @param pinned what a session is bound to for life
/// @param steps the top level in order, added steps in their places; steps a loop uses by reference
///   are in it too
/// @param stepById top level and loop bodies
/// @param loops by loop id
/// @param loopBodyStepIds ids of top-level steps that a loop uses by reference and that the
///   top-level scan must pass over, and of all inline body steps
public record CompiledWorkflow(
        Workflow workflow,
        PinnedWorkflow pinned,
        List<Step> steps,
        Map<String, Step> stepById,
        Map<String, CompiledLoop> loops,
        Set<String> loopBodyStepIds) {

    /// The digest of the pinned snapshot.
    public String workflowHash() {
        return pinned.hash();
    }
}
