package dev.workrail.engine.session;

import dev.workrail.contracts.id.SessionId;
import dev.workrail.engine.json.EngineIds;
import org.jspecify.annotations.Nullable;

/// Ids of a session's parts, each from what it stands for: the same command gives the same ids.
final class DerivedIds {
    private DerivedIds() {}

    static String run(SessionId session) {
        return EngineIds.derive("run_", "wr_run_v1:" + session);
    }

    /// @param cause what led from the parent to the node: an attempt, a gate, an event
    static String node(SessionId session, @Nullable String parent, String cause) {
        return EngineIds.derive("node_", "wr_node_v1:" + session + ":" + parent + ":" + cause);
    }

    static String attempt(String nodeId, String cause) {
        return EngineIds.derive("attempt_", "wr_attempt_v1:" + nodeId + ":" + cause);
    }

    static String of(String prefix, String nodeId, String cause) {
        return EngineIds.derive(prefix, "wr_" + prefix + "v1:" + nodeId + ":" + cause);
    }

    static String event(SessionId session, String dedupeKey) {
        return EngineIds.derive("evt_", "wr_event_v1:" + session + ":" + dedupeKey);
    }
}
