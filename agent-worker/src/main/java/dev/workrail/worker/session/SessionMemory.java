package dev.workrail.worker.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.id.CommandId;
import java.time.Instant;
import java.util.ArrayList;
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
/// @param heard the last commands whose words are in the conversation, so that none is said twice
public record SessionMemory(
        Instant startedAt,
        int advances,
        String promptedStep,
        String lastNotes,
        List<JsonNode> artifacts,
        Map<String, String> seen,
        List<CommandId> heard) {
    /// More than may wait for one session at once.
    private static final int MAX_HEARD = 128;

    public SessionMemory {
        artifacts = artifacts == null ? List.of() : List.copyOf(artifacts);
        seen = seen == null ? Map.of() : Map.copyOf(seen);
        heard = heard == null ? List.of() : List.copyOf(heard);
    }

    static SessionMemory begin(Instant now) {
        return new SessionMemory(now, 0, "", "", List.of(), Map.of(), List.of());
    }

    SessionMemory prompted(String node) {
        return new SessionMemory(startedAt, advances, node, lastNotes, artifacts, seen, heard);
    }

    SessionMemory saw(Map<String, String> files) {
        return new SessionMemory(
                startedAt, advances, promptedStep, lastNotes, artifacts, files, heard);
    }

    SessionMemory heard(CommandId command) {
        List<CommandId> all = new ArrayList<>(heard);
        all.add(command);
        return new SessionMemory(
                startedAt,
                advances,
                promptedStep,
                lastNotes,
                artifacts,
                seen,
                all.subList(Math.max(0, all.size() - MAX_HEARD), all.size()));
    }

    SessionMemory advanced(String notes, List<JsonNode> more) {
        Map<String, JsonNode> byKind = new java.util.LinkedHashMap<>();
        artifacts.forEach(artifact -> byKind.put(artifact.path("kind").asText(), artifact));
        more.forEach(artifact -> byKind.put(artifact.path("kind").asText(), artifact));
        return new SessionMemory(
                startedAt,
                advances + 1,
                promptedStep,
                notes,
                List.copyOf(byKind.values()),
                seen,
                heard);
    }
}
