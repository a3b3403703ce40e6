package dev.workrail.engine.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.engine.json.CanonicalJson;
import dev.workrail.engine.json.Digest;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.output.Utf8;
import dev.workrail.engine.session.EngineSession;
import dev.workrail.engine.session.SessionState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Exports a session as one JSON document that stands on its own.
///
/// Every part has an entry in the integrity manifest: its path, the SHA-256 over its canonical form
/// and that form's size. The manifest finds corruption, not forgery. Of a damaged log the healthy
/// beginning is exported.
public final class SessionBundle {
    static final int VERSION = 1;

    private SessionBundle() {}

    /// What is exported.
    ///
    /// @param pinned the pinned snapshot of the session's workflow
    /// @param bundleId names this bundle
    /// @param producer version of the program that makes it
    public record Source(
            SessionId session,
            List<LoggedEvent> events,
            JsonNode pinned,
            String bundleId,
            String producer,
            Instant at) {}

    public static ObjectNode export(Source source) {
        List<LoggedEvent> healthy = healthy(source);
        ObjectNode session = Json.object().put("sessionId", source.session().value());
        ArrayNode events = session.putArray("events");
        ArrayNode manifest = session.putArray("manifest");
        healthy.forEach(event -> events.add(ContractsJson.toTree(event)));
        manifest(healthy, events, manifest);
        ObjectNode snapshots = session.putObject("snapshots");
        SnapshotFiles.of(healthy).forEach(snapshots::set);
        session.putObject("pinnedWorkflows").set(Digest.of(source.pinned()), source.pinned());
        ObjectNode out = Json.object();
        out.put("bundleSchemaVersion", VERSION);
        out.put("bundleId", source.bundleId());
        out.put("exportedAt", source.at().toString());
        out.putObject("producer").put("appVersion", source.producer());
        ObjectNode integrity = out.putObject("integrity").put("kind", "sha256_manifest_v1");
        ArrayNode entries = integrity.putArray("entries");
        parts(session).forEach((path, part) -> entries.add(entry(path, part)));
        out.set("session", session);
        return out;
    }

    private static List<LoggedEvent> healthy(Source source) {
        SessionState state = SessionState.empty(source.session());
        int count = 0;
        for (LoggedEvent event : source.events()) {
            state = EngineSession.evolve(state, event);
            if (state.damage() != null) {
                break;
            }
            count++;
        }
        return source.events().subList(0, count);
    }

    /// One closed segment, and a pin for every snapshot.
    private static void manifest(List<LoggedEvent> healthy, ArrayNode events, ArrayNode manifest) {
        if (healthy.isEmpty()) {
            return;
        }
        String text = CanonicalJson.text(events);
        manifest.addObject()
                .put("kind", "segment_closed")
                .put("firstEventIndex", healthy.getFirst().eventIndex())
                .put("lastEventIndex", healthy.getLast().eventIndex())
                .put("sha256", Digest.of(text))
                .put("bytes", Utf8.bytes(text));
        SnapshotFiles.pins(healthy).forEach(manifest::add);
    }

    static Map<String, JsonNode> parts(JsonNode session) {
        Map<String, JsonNode> parts = new TreeMap<>();
        parts.put("session/events", session.path("events"));
        parts.put("session/manifest", session.path("manifest"));
        session.path("snapshots")
                .properties()
                .forEach(s -> parts.put("session/snapshots/" + s.getKey(), s.getValue()));
        session.path("pinnedWorkflows")
                .properties()
                .forEach(w -> parts.put("session/pinnedWorkflows/" + w.getKey(), w.getValue()));
        return parts;
    }

    static ObjectNode entry(String path, JsonNode part) {
        String text = CanonicalJson.text(part);
        return Json.object()
                .put("path", path)
                .put("sha256", Digest.of(text))
                .put("bytes", Utf8.bytes(text));
    }
}
