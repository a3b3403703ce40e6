package dev.workrail.projections.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.session.BlobRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Which blobs the records of one session name: all that its events and effects do, and of its
/// checkpoints those that a resume could begin from. An older checkpoint's worktree and
/// conversation are what there is to collect. Mutable; not thread-safe.
final class BlobMarks {
    private static final String CHECKPOINT = "checkpoint";

    private final Set<BlobRef> named = new HashSet<>();

    /// The last checkpoint of each claim: which claims counted is not for this class to say.
    private final Map<String, Set<BlobRef>> checkpoints = new HashMap<>();

    static Set<BlobRef> of(Collection<ArchiveBundle.Archived> records) {
        BlobMarks marks = new BlobMarks();
        records.forEach(record -> marks.add(record.event().data()));
        return marks.all();
    }

    /// Takes the next record of the session, in the order of the log.
    void add(JsonNode data) {
        if (data instanceof ObjectNode record && record.path(CHECKPOINT).isObject()) {
            Set<BlobRef> checkpoint = new HashSet<>();
            collect(record.get(CHECKPOINT), checkpoint);
            String claim = record.path("epoch").asText() + "/" + record.path("claim").asText();
            checkpoints.put(claim, checkpoint);
            collect(record.deepCopy().without(CHECKPOINT), named);
        } else {
            collect(data, named);
        }
    }

    Set<BlobRef> all() {
        Set<BlobRef> all = new HashSet<>(named);
        checkpoints.values().forEach(all::addAll);
        return all;
    }

    /// Every reference in a document, at whatever depth: an object with a digest and a type.
    static void collect(JsonNode node, Set<BlobRef> into) {
        String digest = node.path("digest").asText();
        if (digest.startsWith("sha256:") && node.path("type").isTextual()) {
            into.add(new BlobRef(digest, node.path("type").asText(), node.path("bytes").asLong()));
        }
        node.forEach(child -> collect(child, into));
    }
}
