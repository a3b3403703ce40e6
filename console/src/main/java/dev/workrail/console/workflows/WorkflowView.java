package dev.workrail.console.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A workflow an org can name.
///
/// @param source bundled, or org for one it published
/// @param version of the definition, as its author names it
/// @param revision rises with each publication; absent for bundled ones
/// @param definition the file as it was published; in the single view only
public record WorkflowView(
        String id,
        String name,
        @Nullable String description,
        @Nullable String version,
        String source,
        @Nullable Long revision,
        @Nullable Instant updatedAt,
        @Nullable JsonNode definition) {
    static WorkflowView of(
            String id,
            JsonNode definition,
            String source,
            @Nullable Long revision,
            @Nullable Instant updatedAt,
            boolean whole) {
        return new WorkflowView(
                id,
                definition.path("name").asText(id),
                definition.path("description").textValue(),
                definition.path("version").textValue(),
                source,
                revision,
                updatedAt,
                whole ? definition : null);
    }
}
