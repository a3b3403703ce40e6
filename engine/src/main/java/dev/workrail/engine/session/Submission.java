package dev.workrail.engine.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an agent hands in for a step.
///
/// @param notesMarkdown kept up to 4096 UTF-8 bytes, cut at a character
/// @param artifacts any JSON values
/// @param context merged into the session's variables; null deletes a key. Absent: not touched
public record Submission(
        @Nullable String notesMarkdown, List<JsonNode> artifacts, @Nullable ObjectNode context) {
    public static final Submission EMPTY = new Submission(null, List.of(), null);

    public Submission {
        artifacts = List.copyOf(artifacts);
    }

    public static Submission notes(String notesMarkdown) {
        return new Submission(notesMarkdown, List.of(), null);
    }
}
