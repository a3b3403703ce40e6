package dev.workrail.worker.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.id.CommandId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
/// @param gates how the gates took what the agent handed in
public record SessionMemory(
        Instant startedAt,
        int advances,
        String promptedStep,
        String lastNotes,
        List<JsonNode> artifacts,
        Map<String, String> seen,
        List<CommandId> heard,
        Gates gates) {
    /// More than may wait for one session at once.
    private static final int MAX_HEARD = 128;

    public SessionMemory {
        artifacts = artifacts == null ? List.of() : List.copyOf(artifacts);
        seen = seen == null ? Map.of() : Map.copyOf(seen);
        heard = heard == null ? List.of() : List.copyOf(heard);
        gates = gates == null ? Gates.NEW : gates;
    }

    /// @param refusals how often they refused the change
    /// @param finding why they did so last; empty where they did not, or have passed since
    public record Gates(int refusals, String finding) {
        static final Gates NEW = new Gates(0, "");

        Gates refused(String why) {
            return new Gates(refusals + 1, why);
        }

        Gates passed() {
            return new Gates(refusals, "");
        }
    }

    static SessionMemory begin(Instant now) {
        return new SessionMemory(now, 0, "", "", List.of(), Map.of(), List.of(), Gates.NEW);
    }

    SessionMemory prompted(String node) {
        return new SessionMemory(
                startedAt, advances, node, lastNotes, artifacts, seen, heard, gates);
    }

    SessionMemory saw(Map<String, String> files) {
        return new SessionMemory(
                startedAt, advances, promptedStep, lastNotes, artifacts, files, heard, gates);
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
                all.subList(Math.max(0, all.size() - MAX_HEARD), all.size()),
                gates);
    }

    SessionMemory advanced(String notes, List<JsonNode> more) {
        Map<String, JsonNode> byKind = new LinkedHashMap<>();
        artifacts.forEach(artifact -> byKind.put(artifact.path("kind").asText(), artifact));
        more.forEach(artifact -> byKind.put(artifact.path("kind").asText(), artifact));
        return new SessionMemory(
                startedAt,
                advances + 1,
                promptedStep,
                notes,
                List.copyOf(byKind.values()),
                seen,
                heard,
                gates);
    }

    SessionMemory judged(Gates after) {
        return new SessionMemory(
                startedAt, advances, promptedStep, lastNotes, artifacts, seen, heard, after);
    }
}
