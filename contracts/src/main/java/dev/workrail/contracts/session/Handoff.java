package dev.workrail.contracts.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The structured result a session ends with.
///
/// @param change absent where the session changed nothing
/// @param artifacts the last artifact of each kind the workflow produced
public record Handoff(
        String summary,
        @Nullable Change change,
        List<JsonNode> artifacts,
        List<Verification> verifications) {
    public Handoff {
        artifacts = artifacts == null ? List.of() : List.copyOf(artifacts);
        verifications = verifications == null ? List.of() : List.copyOf(verifications);
    }
}
