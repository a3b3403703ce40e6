package dev.workrail.conformance.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.conformance.Difference;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.session.Decision;
import org.jspecify.annotations.Nullable;

/// Checks one point on which this engine differs from the recordings on purpose.
interface Rule {
    /// Its key in the table of decisions: a tag of the recordings, or a name of ours.
    String key();

    /// Null where the rule does not speak about this case.
    @Nullable Outcome check(Case one);

    /// One answer that is not as recorded.
    ///
    /// @param turn 0 is the start
    /// @param difference what differs
    record Case(
            int turn,
            JsonNode input,
            ObjectNode expected,
            Decision decision,
            Difference difference,
            Setting in) {
        boolean expects(String kind) {
            return kind.equals(expected.path("kind").asText());
        }
    }

    /// Where a case happens.
    record Setting(Trace trace, CompiledWorkflow workflow, Run run, Answers answers) {}

    /// @param difference what is still not as decided; absent where all is
    /// @param over whether the rest of the recording says nothing any more
    record Outcome(@Nullable Difference difference, boolean over) {
        static final Outcome AS_DECIDED = new Outcome(null, false);
        static final Outcome OVER = new Outcome(null, true);

        static Outcome of(@Nullable Difference difference) {
            return new Outcome(difference, false);
        }
    }
}
