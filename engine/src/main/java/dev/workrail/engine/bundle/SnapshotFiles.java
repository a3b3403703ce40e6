package dev.workrail.engine.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.session.NodeSnapshots;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// The snapshot of every node, rebuilt from the log.
final class SnapshotFiles {
    private SnapshotFiles() {}

    /// By snapshot ref, sorted.
    static Map<String, JsonNode> of(List<LoggedEvent> events) {
        return NodeSnapshots.of(events);
    }

    /// Which event made which snapshot: sorted by ref, index, event.
    static List<ObjectNode> pins(List<LoggedEvent> events) {
        record Pin(String ref, long index, String event) {}
        List<Pin> pins = new ArrayList<>();
        for (LoggedEvent event : events) {
            if (event.data() instanceof SessionEvent.NodeCreated created) {
                pins.add(new Pin(created.snapshotRef(), event.eventIndex(), event.eventId()));
            }
        }
        return pins.stream()
                .sorted(
                        Comparator.comparing(Pin::ref)
                                .thenComparing(Pin::index)
                                .thenComparing(Pin::event))
                .map(pin ->
                        Json.object()
                                .put("kind", "snapshot_pinned")
                                .put("snapshotRef", pin.ref())
                                .put("eventIndex", pin.index())
                                .put("createdByEventId", pin.event()))
                .toList();
    }
}
