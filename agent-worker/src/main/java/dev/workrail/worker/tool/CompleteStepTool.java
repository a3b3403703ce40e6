package dev.workrail.worker.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.json.ContractsJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Hands in the pending step. The worker holds the token; the agent only reports.
public final class CompleteStepTool implements Tool {
    public static final String NAME = "complete_step";

    private static final int MIN_NOTES = 50;
    private static final int MAX_BYTES = 128 * 1024;
    private static final Set<String> PARAMETERS = Set.of("notes", "artifacts", "context");
    private static final ToolSpec SPEC =
            ToolSpec.of(
                    NAME,
                    "Complete the current workflow step and get the next one. Call it alone: it ends the turn.",
                    """
                    {"type":"object","properties":{
                      "notes":{"type":"string","minLength":50,"description":"what was done and found, in Markdown"},
                      "artifacts":{"type":"array","items":{"type":"object"}},
                      "context":{"type":"object"}},
                     "required":["notes"],"additionalProperties":false}\
                    """);

    /// Takes what a step hands in.
    @FunctionalInterface
    public interface Completion {
        /// @return the next step, or what is missing
        /// @throws ToolException where nothing the agent did not know of made it fail
        String complete(String notes, List<JsonNode> artifacts, @Nullable ObjectNode context)
                throws ToolException, InterruptedException;
    }

    private final Completion completion;

    public CompleteStepTool(Completion completion) {
        this.completion = completion;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public String call(Arguments arguments) throws ToolException, InterruptedException {
        arguments.only(PARAMETERS);
        String notes = arguments.text("notes");
        int size = ContractsJson.write(arguments.json()).length;
        if (size > MAX_BYTES) {
            // It becomes one record of the log.
            throw new ToolException(
                    "notes, artifacts and context have %d bytes together, at most %d fit; shorten them, or leave the rest in a file"
                            .formatted(size, MAX_BYTES));
        }
        if (notes.strip().length() < MIN_NOTES) {
            throw new ToolException(
                    "'notes' needs at least %d characters, but has %d; say what was done and found"
                            .formatted(MIN_NOTES, notes.strip().length()));
        }
        return completion.complete(
                notes,
                artifacts(arguments.json().path("artifacts")),
                context(arguments.json().path("context")));
    }

    private static List<JsonNode> artifacts(JsonNode value) throws ToolException {
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw new ToolException("'artifacts' must be an array of objects");
        }
        List<JsonNode> artifacts = new ArrayList<>();
        value.forEach(artifacts::add);
        return artifacts;
    }

    private static @Nullable ObjectNode context(JsonNode value) throws ToolException {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw new ToolException("'context' must be an object");
    }
}
