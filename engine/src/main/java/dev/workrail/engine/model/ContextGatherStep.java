package dev.workrail.engine.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A step that brings material into the session instead of asking the agent for work.
///
/// @param prompt what the agent is to do with the material; absent where the step only gathers
public record ContextGatherStep(
        StepHead head, List<Source> sources, @Nullable String prompt, @Nullable JumpIf jumpIf)
        implements WorkStep {
    /// Where material comes from. Every source names the variable it fills.
    public sealed interface Source {
        String variable();

        /// What the coordinator of the session puts in.
        record Coordinator(String variable) implements Source {}

        /// Files of the workspace.
        ///
        /// @param paths relative to the workspace, no `..`
        record Paths(String variable, List<String> paths) implements Source {}

        /// Documents from the network.
        ///
        /// @param urls absolute http or https addresses
        record Urls(String variable, List<String> urls) implements Source {}
    }
}
