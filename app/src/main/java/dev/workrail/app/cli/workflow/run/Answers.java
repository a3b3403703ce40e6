package dev.workrail.app.cli.workflow.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an answers file holds.
///
/// @param goal absent where the file leaves it to the command line
/// @param context variables the run starts with
/// @param by who decides gates and goes back, for the log
record Answers(@Nullable String goal, ObjectNode context, String by, List<Answer> answers) {
    Answers {
        answers = List.copyOf(answers);
    }
}
