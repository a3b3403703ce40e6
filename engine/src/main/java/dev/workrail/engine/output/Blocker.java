package dev.workrail.engine.output;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thing that keeps a step from completing.
///
/// @param message at most 512 UTF-8 bytes
/// @param suggestedFix at most 4096 UTF-8 bytes
public record Blocker(
        BlockerCode code, Pointer pointer, String message, @Nullable String suggestedFix) {
    /// What the blocker is about.
    ///
    /// @param kind context_key, context_budget, output_contract, capability, assessment_dimension
    ///   or workflow_step
    /// @param fields such as `contractRef` or `stepId`
    public record Pointer(String kind, Map<String, String> fields) {
        public Pointer {
            fields = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(fields));
        }

        String sortKey() {
            return kind + "|" + String.join("|", fields.values());
        }
    }

    String sortKey() {
        return code + "|" + pointer.sortKey();
    }
}
