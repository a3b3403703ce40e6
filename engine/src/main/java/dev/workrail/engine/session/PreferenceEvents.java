package dev.workrail.engine.session;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.json.Json;

/// Writes preferences.
final class PreferenceEvents {
    private PreferenceEvents() {}

    static void write(
            Segment segment,
            String nodeId,
            Preferences preferences,
            String source,
            String changeId) {
        ArrayNode delta = JsonNodeFactory.instance.arrayNode();
        delta.addObject().put("key", "autonomy").put("value", preferences.autonomy());
        delta.addObject().put("key", "riskPolicy").put("value", preferences.riskPolicy());
        segment.node(
                nodeId,
                new SessionEvent.PreferencesChanged(
                        changeId,
                        source,
                        delta,
                        Json.object()
                                .put("autonomy", preferences.autonomy())
                                .put("riskPolicy", preferences.riskPolicy())),
                nodeId,
                changeId);
    }
}
