package dev.workrail.app.cli.workflow.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.session.Decision;
import dev.workrail.engine.session.StepView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whoever drives a run: a person at the terminal, or an answers file.
interface Respondent {
    /// A pending step that wants a reply.
    ///
    /// @param variables of the session, not to be changed
    /// @param setback why the last reply did not do; absent where there was none
    record Pending(StepView step, JsonNode variables, @Nullable Setback setback) {}

    /// What to do at a pending step.
    Reply atStep(Pending pending);

    /// What to do at an open gate.
    ///
    /// @param setback why the last reply did not do; absent where there was none
    Reply atGate(Decision.GateParked gate, @Nullable Setback setback);

    /// What was prepared and not needed so far, a few words each; empty for a person.
    default List<String> unused() {
        return List.of();
    }
}
