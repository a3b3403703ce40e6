package dev.workrail.app.cli.workflow.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.engine.session.Submission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a person wrote for a step so far, kept so that only what was wrong is written again.
record Draft(@Nullable String notes, List<JsonNode> artifacts, @Nullable ObjectNode variables) {
    static final Draft EMPTY = new Draft(null, List.of(), null);

    Draft {
        artifacts = List.copyOf(artifacts);
    }

    Draft notes(String text) {
        return new Draft(text, artifacts, variables);
    }

    Draft artifacts(List<JsonNode> values) {
        return new Draft(notes, values, variables);
    }

    Draft variables(ObjectNode values) {
        return new Draft(notes, artifacts, values);
    }

    Submission submission() {
        return new Submission(notes, artifacts, variables);
    }
}
