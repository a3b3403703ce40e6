package dev.workrail.engine.compile;

import dev.workrail.engine.model.ConditionSource;
import dev.workrail.engine.model.LoopStep;
import dev.workrail.engine.model.WorkStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A loop with its body in place, whether it was written inline or by reference.
///
/// @param body at least one step, in order
/// @param source what decides a while or until loop; absent for the other types
public record CompiledLoop(LoopStep step, List<WorkStep> body, @Nullable ConditionSource source) {
    public String id() {
        return step.id();
    }
}
