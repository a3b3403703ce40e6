package dev.workrail.engine.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.json.MalformedJsonException;
import dev.workrail.engine.interpret.Completed;
import dev.workrail.engine.interpret.Position;
import dev.workrail.engine.json.EngineIds;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.session.NodeState.Detail;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads what [StateWriter] wrote.
final class StateReader {
    private final SessionId session;
    private final List<JsonNode> sources;
    private final String[] ids;
    private final String[] attempts;

    private StateReader(SessionId session, List<JsonNode> sources) {
        this.session = session;
        this.sources = sources;
        this.ids = new String[sources.size()];
        this.attempts = new String[sources.size()];
    }

    /// @throws MalformedJsonException where the form is not right
    static SessionState read(JsonNode json) {
        if (Json.get(json, "v") == null || json.get("v").intValue() != StateWriter.VERSION) {
            throw new MalformedJsonException(
                    "expected a session state of version " + StateWriter.VERSION);
        }
        try {
            SessionId session = new SessionId(Json.text(json, "session", ""));
            StateReader reader = new StateReader(session, Json.list(json, "nodes"));
            return new SessionState(
                    identity(session, json),
                    memory(json),
                    new NodeTable(reader.nodes()),
                    Json.text(json, "tip", ""),
                    json.path("next").longValue(),
                    Json.text(json, "damage"));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new MalformedJsonException("not a session state: " + e.getMessage());
        }
    }

    private static SessionState.Identity identity(SessionId session, JsonNode json) {
        boolean started = json.has("hash");
        return new SessionState.Identity(
                session,
                started ? Json.text(json, "run", DerivedIds.run(session)) : "",
                started ? Flavour.of(Json.text(json, "flavour", "")) : Flavour.AUTONOMOUS,
                Json.text(json, "workflow", ""),
                Json.text(json, "hash", ""));
    }

    private static Memory memory(JsonNode json) {
        List<String> preferences = Json.texts(json, "preferences");
        Map<String, Integer> jumps = new TreeMap<>();
        json.path("jumps")
                .properties()
                .forEach(e -> jumps.put(e.getKey(), e.getValue().intValue()));
        return new Memory(
                json.path("context") instanceof ObjectNode context ? context : Json.object(),
                preferences.size() == 2
                        ? new Preferences(preferences.get(0), preferences.get(1))
                        : Preferences.DEFAULT,
                Json.isTrue(json, "notes"),
                jumps,
                new TreeSet<>(Json.texts(json, "skipped")),
                meter(json.path("meter")));
    }

    private static StepMeter meter(JsonNode json) {
        try {
            return json.isArray()
                    ? new StepMeter(
                            json.path(0).isTextual()
                                    ? Instant.parse(json.path(0).textValue())
                                    : null,
                            json.path(1).intValue(),
                            json.path(2).longValue(),
                            json.path(3).intValue(),
                            json.path(4).longValue())
                    : StepMeter.NONE;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("expected a time, was " + json.path(0), e);
        }
    }

    private List<NodeState> nodes() {
        Map<String, Position> positions = new LinkedHashMap<>();
        List<NodeState> nodes = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            JsonNode source = sources.get(i);
            String parent = parent(source);
            identify(i, source, parent);
            Position above = parent == null ? null : positions.get(parent);
            Completed before = above == null ? null : above.completed();
            Position position = PositionJson.position(source, before);
            positions.put(ids[i], position);
            Detail detail = PositionJson.detail(source);
            List<JsonNode> assessments = Json.list(source, "assessments");
            nodes.add(
                    new NodeState(
                            ids[i],
                            parent,
                            NodeKind.of(Json.text(source, "kind", NodeKind.STEP.wire())),
                            position,
                            attempts[i],
                            Map.of(),
                            assessments.isEmpty() ? detail : detail.assessed(assessments)));
        }
        return withAdvances(nodes);
    }

    private @Nullable String parent(JsonNode source) {
        JsonNode place = Json.get(source, "p");
        return place == null ? Json.text(source, "parent") : ids[place.intValue()];
    }

    /// Fills in what [StateWriter] left out because it follows.
    private void identify(int i, JsonNode source, @Nullable String parent) {
        String cause = parent == null ? null : cause(i, source);
        String id = Json.text(source, "id");
        ids[i] = id == null ? DerivedIds.node(session, parent, needed(cause)) : id;
        String attempt = Json.text(source, "attempt");
        attempts[i] = attempt == null ? EngineIds.nextAttemptId(needed(cause)) : attempt;
    }

    private @Nullable String cause(int i, JsonNode source) {
        JsonNode place = Json.get(source, "p");
        if (place == null) {
            return null;
        }
        for (JsonNode advance : Json.list(sources.get(place.intValue()), "adv")) {
            boolean here = advance.path(1).isInt() && advance.path(1).intValue() == i;
            if (here || advance.path(1).asText().equals(Json.text(source, "id"))) {
                return attempt(place.intValue(), advance.path(0));
            }
        }
        return null;
    }

    private String attempt(int place, JsonNode attempt) {
        return attempt.isTextual() ? attempt.textValue() : attempts[place];
    }

    private static String needed(@Nullable String cause) {
        if (cause == null) {
            throw new IllegalArgumentException("a node lacks its id or attempt");
        }
        return cause;
    }

    private List<NodeState> withAdvances(List<NodeState> nodes) {
        List<NodeState> out = new ArrayList<>(nodes);
        for (int i = 0; i < sources.size(); i++) {
            NodeState node = nodes.get(i);
            for (JsonNode advance : Json.list(sources.get(i), "adv")) {
                JsonNode to = advance.path(1);
                node =
                        node.advanced(
                                attempt(i, advance.path(0)),
                                to.isTextual() ? to.textValue() : ids[to.intValue()]);
            }
            out.set(i, node);
        }
        return out;
    }
}
