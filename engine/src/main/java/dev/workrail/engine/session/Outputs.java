package dev.workrail.engine.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.session.SessionEvent.NodeOutputAppended;
import dev.workrail.contracts.session.SessionEvent.NodeOutputAppended.Payload;
import dev.workrail.engine.json.CanonicalJson;
import dev.workrail.engine.json.Digest;
import dev.workrail.engine.json.NonFiniteNumberException;
import dev.workrail.engine.output.Utf8;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes what was handed in. It belongs to the node the step was pending on.
final class Outputs {
    /// Longest note kept, UTF-8 bytes.
    static final int MAX_NOTES = 4096;

    /// Most that the artifacts of one submission may take, bytes of their canonical forms. They
    /// ride in the segment, which has to stay far under 1 MiB.
    static final int MAX_ARTIFACTS = 256 * 1024;

    private Outputs() {}

    /// Why the artifacts cannot be kept; absent where they can.
    static @Nullable String problem(List<JsonNode> artifacts) {
        long bytes = 0;
        try {
            for (JsonNode artifact : artifacts) {
                bytes += Utf8.bytes(CanonicalJson.text(artifact));
            }
        } catch (NonFiniteNumberException e) {
            return "an artifact holds a number that is not finite; send finite numbers";
        }
        return bytes <= MAX_ARTIFACTS
                ? null
                : "the artifacts take %d bytes, at most %d are kept; hand in less, or a path to a file"
                        .formatted(bytes, MAX_ARTIFACTS);
    }

    static void notes(Segment segment, String nodeId, String attemptId, @Nullable String notes) {
        if (notes == null || notes.isBlank()) {
            return;
        }
        String id = DerivedIds.of("out_", nodeId, attemptId + ":recap");
        String kept = Utf8.marked(notes, MAX_NOTES);
        Payload payload = new Payload("notes", kept, null, null, null, null);
        segment.node(nodeId, new NodeOutputAppended(id, null, "recap", payload), id);
    }

    /// Sorted by digest, as the log has always had them.
    static void artifacts(
            Segment segment, String nodeId, String attemptId, List<JsonNode> artifacts) {
        record Digested(JsonNode artifact, String sha256, int bytes) {}
        List<Digested> sorted =
                artifacts.stream()
                        .map(artifact -> {
                            String text = CanonicalJson.text(artifact);
                            return new Digested(artifact, Digest.of(text), Utf8.bytes(text));
                        })
                        .sorted(Comparator.comparing(Digested::sha256))
                        .toList();
        for (int i = 0; i < sorted.size(); i++) {
            Digested d = sorted.get(i);
            String id = DerivedIds.of("out_", nodeId, attemptId + ":" + d.sha256() + ":" + i);
            Payload payload =
                    new Payload(
                            "artifact_ref",
                            null,
                            d.sha256(),
                            "application/json",
                            d.bytes(),
                            d.artifact());
            segment.node(nodeId, new NodeOutputAppended(id, null, "artifact", payload), id);
        }
    }

    /// The digest of an artifact.
    static String sha256(JsonNode artifact) {
        return Digest.of(artifact);
    }
}
