package dev.workrail.engine.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.json.MalformedJsonException;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.json.CanonicalJson;
import dev.workrail.engine.json.Digest;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.json.NonFiniteNumberException;
import dev.workrail.engine.output.Utf8;
import dev.workrail.engine.session.EngineSession;
import dev.workrail.engine.session.SessionState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Imports a bundle as a new session, one of ours or one that WorkRail exported.
///
/// Checked in this order, and the first failure is the answer: nesting, version, form, integrity,
/// order of events, order of the manifest, references. Never throws on a bad bundle.
public final class BundleImport {
    private final JsonNode bundle;
    private final SessionId target;

    private BundleImport(JsonNode bundle, SessionId target) {
        this.bundle = bundle;
        this.target = target;
    }

    /// The answer.
    public sealed interface Result {
        /// @param events under the new session, in order
        /// @param pinned the workflow the session is bound to
        record Imported(List<LoggedEvent> events, SessionState state, JsonNode pinned)
                implements Result {}

        /// @param code such as `BUNDLE_INTEGRITY_FAILED`
        record Refused(String code, String detail) implements Result {}
    }

    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;
        private final String code;

        Refusal(String code, String detail) {
            super(detail);
            this.code = code;
        }
    }

    /// @param target the new session's id; the bundle's own id is not used again
    public static Result read(JsonNode bundle, SessionId target) {
        try {
            return new BundleImport(bundle, target).read();
        } catch (Refusal refusal) {
            return new Result.Refused(refusal.code, String.valueOf(refusal.getMessage()));
        } catch (MalformedJsonException | NonFiniteNumberException e) {
            return new Result.Refused("BUNDLE_INVALID_FORMAT", String.valueOf(e.getMessage()));
        }
    }

    private Result read() throws Refusal {
        require(
                !Json.isDeeper(bundle, Json.MAX_NESTING),
                "expected at most " + Json.MAX_NESTING + " levels of nesting");
        JsonNode version = Json.get(bundle, "bundleSchemaVersion");
        if (version == null || !version.isInt() || version.intValue() != SessionBundle.VERSION) {
            throw new Refusal(
                    "BUNDLE_UNSUPPORTED_VERSION",
                    "expected bundleSchemaVersion %d, was %s"
                            .formatted(SessionBundle.VERSION, version));
        }
        JsonNode session = bundle.path("session");
        form(session);
        integrity(session);
        List<LoggedEvent> events = events(session);
        manifest(session, events);
        JsonNode pinned = references(session, events);
        return imported(events, pinned);
    }

    private void form(JsonNode session) throws Refusal {
        require(session.path("sessionId").isTextual(), "/session/sessionId: expected a text");
        require(session.path("events").isArray(), "/session/events: expected a list");
        require(session.path("manifest").isArray(), "/session/manifest: expected a list");
        require(session.path("snapshots").isObject(), "/session/snapshots: expected an object");
        require(
                session.path("pinnedWorkflows").isObject(),
                "/session/pinnedWorkflows: expected an object");
        require(
                bundle.path("integrity").path("entries").isArray(),
                "/integrity/entries: expected a list");
    }

    private static void require(boolean holds, String otherwise) throws Refusal {
        if (!holds) {
            throw new Refusal("BUNDLE_INVALID_FORMAT", otherwise);
        }
    }

    private void integrity(JsonNode session) throws Refusal {
        Map<String, JsonNode> entries = new HashMap<>();
        for (JsonNode entry : bundle.path("integrity").path("entries")) {
            entries.put(entry.path("path").asText(), entry);
        }
        Map<String, JsonNode> parts = SessionBundle.parts(session);
        for (Map.Entry<String, JsonNode> part : parts.entrySet()) {
            JsonNode entry = entries.remove(part.getKey());
            String text = CanonicalJson.text(part.getValue());
            if (entry == null
                    || !Digest.of(text).equals(entry.path("sha256").asText())
                    || Utf8.bytes(text) != entry.path("bytes").asLong()) {
                throw new Refusal(
                        "BUNDLE_INTEGRITY_FAILED",
                        part.getKey() + " is not what the manifest says");
            }
        }
        if (!entries.isEmpty()) {
            throw new Refusal("BUNDLE_INTEGRITY_FAILED", "the bundle lacks " + entries.keySet());
        }
    }

    private static List<LoggedEvent> events(JsonNode session) throws Refusal {
        List<LoggedEvent> events = new ArrayList<>();
        WorkRailLog foreign = new WorkRailLog(session);
        for (JsonNode event : session.path("events")) {
            JsonNode own = WorkRailLog.isForeign(event) ? foreign.read(event) : event;
            LoggedEvent read = ContractsJson.fromTree(own, LoggedEvent.class);
            if (read.eventIndex() != events.size()) {
                throw new Refusal(
                        "BUNDLE_EVENT_ORDER_INVALID",
                        "expected event %d, found %d".formatted(events.size(), read.eventIndex()));
            }
            events.add(read);
        }
        return events;
    }

    private static void manifest(JsonNode session, List<LoggedEvent> events) throws Refusal {
        long next = 0;
        for (JsonNode row : session.path("manifest")) {
            if ("segment_closed".equals(row.path("kind").asText())) {
                if (row.path("firstEventIndex").asLong(-1) != next) {
                    throw new Refusal(
                            "BUNDLE_MANIFEST_ORDER_INVALID",
                            "expected a segment from event " + next + ", found " + row);
                }
                next = row.path("lastEventIndex").asLong(-1) + 1;
            }
        }
        if (next != events.size()) {
            throw new Refusal(
                    "BUNDLE_MANIFEST_ORDER_INVALID",
                    "the segments close %d events, there are %d".formatted(next, events.size()));
        }
    }

    private static JsonNode references(JsonNode session, List<LoggedEvent> events) throws Refusal {
        JsonNode pinned = null;
        for (LoggedEvent event : events) {
            if (event.data() instanceof SessionEvent.NodeCreated created) {
                if (!session.path("snapshots").has(created.snapshotRef())) {
                    throw new Refusal(
                            "BUNDLE_MISSING_SNAPSHOT", "no snapshot " + created.snapshotRef());
                }
            } else if (event.data() instanceof SessionEvent.RunStarted started) {
                pinned = workflow(session, started.workflowHash());
            }
        }
        if (pinned == null) {
            throw new Refusal("BUNDLE_MISSING_PINNED_WORKFLOW", "the log starts no run");
        }
        return pinned;
    }

    private static JsonNode workflow(JsonNode session, String hash) throws Refusal {
        JsonNode pinned = Json.get(session.path("pinnedWorkflows"), hash);
        if (pinned == null || !Digest.of(pinned).equals(hash)) {
            throw new Refusal("BUNDLE_MISSING_PINNED_WORKFLOW", "no pinned workflow " + hash);
        }
        return pinned;
    }

    /// Node, attempt and event ids stay as they were: other events speak of them.
    private Result imported(List<LoggedEvent> events, JsonNode pinned) throws Refusal {
        String old = bundle.path("session").path("sessionId").asText();
        List<LoggedEvent> renamed = new ArrayList<>(events.size());
        SessionState state = SessionState.empty(target);
        for (LoggedEvent event : events) {
            LoggedEvent now =
                    new LoggedEvent(
                            event.eventId(),
                            event.eventIndex(),
                            event.dedupeKey().replace(old, target.value()),
                            event.runId(),
                            event.nodeId(),
                            event.at(),
                            event.data());
            renamed.add(now);
            state = EngineSession.evolve(state, now);
        }
        @Nullable String damage = state.damage();
        require(damage == null, "the log does not fit together: " + damage);
        return new Result.Imported(List.copyOf(renamed), state, pinned);
    }
}
