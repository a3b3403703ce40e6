package dev.workrail.engine.prompt;

import dev.workrail.engine.interpret.Position;
import dev.workrail.engine.model.Variables;
import dev.workrail.engine.model.WorkStep;
import dev.workrail.engine.projection.Recaps;
import dev.workrail.engine.session.Flavour;
import org.jspecify.annotations.Nullable;

/// What a prompt is made from.
///
/// @param variables of the session, without those of loops
public record PromptInput(
        WorkStep step, Position position, Variables variables, Flavour flavour, Moment moment) {
    /// When it is asked for.
    ///
    /// @param hasNotes whether notes were handed in before
    /// @param rejection rationale of the gate that re-opened the step
    /// @param recovery present where the agent asks again and knows nothing
    public record Moment(
            boolean hasNotes, @Nullable String rejection, @Nullable Recovery recovery) {}

    /// @param children how often the run already went on from here
    /// @param tip the latest node below this one
    public record Recovery(String nodeId, int children, String tip, Recaps recaps) {}
}
