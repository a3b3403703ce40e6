package dev.workrail.worker.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.session.Handoff;
import java.util.ArrayList;
import java.util.List;

/// Makes the structured result of a session, small enough for a record.
final class Handoffs {
    private static final int MAX_SUMMARY = 4000;
    private static final int MAX_ARTIFACTS = 64 * 1024;

    private Handoffs() {}

    static Handoff of(SessionMemory memory, Shipped shipped) {
        String notes = memory.lastNotes();
        List<JsonNode> artifacts = new ArrayList<>();
        int size = 0;
        for (JsonNode artifact : memory.artifacts().reversed()) {
            size += artifact.toString().length();
            if (size <= MAX_ARTIFACTS) {
                artifacts.addFirst(artifact);
            }
        }
        return new Handoff(
                notes.length() > MAX_SUMMARY ? notes.substring(0, MAX_SUMMARY) : notes,
                shipped.change(),
                artifacts,
                shipped.verifications());
    }
}
