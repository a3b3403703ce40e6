package dev.workrail.engine.projection;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An artifact that was handed in.
///
/// @param stepId of the step it was handed in for
/// @param kind its own `kind`, absent where it names none
/// @param content absent where it lies in a blob
public record ProducedArtifact(
        String nodeId,
        @Nullable String stepId,
        @Nullable String kind,
        String sha256,
        int bytes,
        @Nullable JsonNode content) {

    /// All artifacts in the order they were handed in, those of blocked attempts among them.
    public static List<ProducedArtifact> of(List<LoggedEvent> events) {
        Map<String, String> steps = new TreeMap<>();
        List<ProducedArtifact> artifacts = new ArrayList<>();
        for (LoggedEvent event : events) {
            String node = event.nodeId();
            if (node == null) {
                continue;
            }
            if (event.data() instanceof SessionEvent.NodeCreated created) {
                String step = Json.text(created.position(), "step");
                if (step != null) {
                    steps.put(node, step);
                }
            } else if (event.data() instanceof SessionEvent.NodeOutputAppended output
                    && output.payload().sha256() != null) {
                artifacts.add(of(node, steps.get(node), output.payload()));
            }
        }
        return List.copyOf(artifacts);
    }

    private static ProducedArtifact of(
            String node, @Nullable String step, SessionEvent.NodeOutputAppended.Payload payload) {
        String sha256 = payload.sha256();
        Integer bytes = payload.byteLength();
        return new ProducedArtifact(
                node,
                step,
                Json.text(payload.content(), "kind"),
                sha256 == null ? "" : sha256,
                bytes == null ? 0 : bytes,
                payload.content());
    }

    /// The last artifact of a kind on the path to the preferred tip.
    public static Optional<ProducedArtifact> last(List<LoggedEvent> events, String kind) {
        List<String> path = RunDag.of(events).preferredPath();
        return of(events).stream()
                .filter(a -> kind.equals(a.kind()) && path.contains(a.nodeId()))
                .reduce((first, second) -> second);
    }
}
