package dev.workrail.app.cli.workflow.run;

import dev.workrail.engine.session.EngineCommand;
import dev.workrail.engine.session.Submission;

/// One prepared answer of an answers file.
sealed interface Answer {
    /// The step it is for, or whose gate it is for.
    String stepId();

    /// JSON pointer to it in the file.
    String pointer();

    /// How often it can be used, at least 1.
    int times();

    record HandIn(String stepId, String pointer, int times, Submission submission)
            implements Answer {}

    record Back(String stepId, String pointer, int times, String to, String reason)
            implements Answer {}

    record Judge(
            String stepId,
            String pointer,
            int times,
            EngineCommand.Verdict verdict,
            String rationale)
            implements Answer {}

    /// A few words for a person.
    default String shown() {
        String what =
                switch (this) {
                    case HandIn _ -> "step '";
                    case Back _ -> "way back at step '";
                    case Judge _ -> "gate of '";
                };
        return what + stepId() + "' (" + pointer() + ")";
    }
}
