package dev.workrail.worker.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What the worker itself must remember of a session besides the conversation.
///
/// @param startedAt when the session first ran; its wall clock counts from here
/// @param advances steps completed so far
/// @param promptedStep the pending step the agent was last told of, as `node`; empty before the
///   first
/// @param lastNotes notes of the step completed last
/// @param artifacts the last artifact of each kind
/// @param seen files the agent has read, by digest
public record SessionMemory(
        Instant startedAt,
        int advances,
        String promptedStep,
        String lastNotes,
        List<JsonNode> artifacts,
        Map<String, String> seen) {
    public SessionMemory {
        artifacts = artifacts == null ? List.of() : List.copyOf(artifacts);
        seen = seen == null ? Map.of() : Map.copyOf(seen);
    }

    static SessionMemory begin(Instant now) {
        return new SessionMemory(now, 0, "", "", List.of(), Map.of());
    }

    SessionMemory prompted(String node) {
        return new SessionMemory(startedAt, advances, node, lastNotes, artifacts, seen);
    }

    SessionMemory saw(Map<String, String> files) {
        return new SessionMemory(startedAt, advances, promptedStep, lastNotes, artifacts, files);
    }

    SessionMemory advanced(String notes, List<JsonNode> more) {
        Map<String, JsonNode> byKind = new java.util.LinkedHashMap<>();
        artifacts.forEach(artifact -> byKind.put(artifact.path("kind").asText(), artifact));
        more.forEach(artifact -> byKind.put(artifact.path("kind").asText(), artifact));
        return new SessionMemory(
                startedAt, advances + 1, promptedStep, notes, List.copyOf(byKind.values()), seen);
    }
}
