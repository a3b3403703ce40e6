package dev.workrail.engine.interpret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.session.SessionEvent.DecisionTraceAppended.Entry;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.model.Condition;
import dev.workrail.engine.output.Utf8;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects why the interpreter chose what it chose. One per decision; not thread-safe.
///
/// At most 25 entries of 512 bytes, 8192 bytes together; what comes later is left out.
public final class Trace {
    private static final int MAX_ENTRIES = 25;
    private static final int MAX_SUMMARY = 512;
    private static final int MAX_TOTAL = 8192;

    private final List<Entry> entries = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private final List<Seen> seen = new ArrayList<>();
    private int bytes;

    /// A condition that was evaluated.
    ///
    /// @param kind of the thing it belongs to: step or loop
    public record Seen(String kind, String subject, Condition condition, boolean held) {}

    void skip(String stepId, Condition condition, String reason) {
        if (add("evaluated_condition", "SKIP: " + reason, step(stepId))) {
            skipped.add(stepId);
        }
        seen.add(new Seen("step", stepId, condition, false));
    }

    void pass(String stepId, Condition condition, String reason) {
        add("evaluated_condition", "PASS: " + reason, step(stepId));
        seen.add(new Seen("step", stepId, condition, true));
    }

    void saw(String kind, String subject, Condition condition, boolean held) {
        seen.add(new Seen(kind, subject, condition, held));
    }

    void selected(String stepId, String summary) {
        add("selected_next_step", summary, step(stepId));
    }

    void evaluated(String loopId, int iteration, String summary) {
        add("evaluated_condition", summary, loop(loopId, iteration));
    }

    void entered(String loopId, int iteration) {
        String summary = "Entered loop '%s' at iteration %d.".formatted(loopId, iteration);
        add("entered_loop", summary, loop(loopId, iteration));
    }

    void exited(String loopId, int iteration) {
        add(
                "exited_loop",
                "Exited loop '%s': Condition no longer met after %d iteration(s)."
                        .formatted(loopId, iteration),
                loop(loopId, null));
    }

    private boolean add(String kind, String summary, @Nullable JsonNode refs) {
        String cut = Utf8.head(summary, MAX_SUMMARY);
        int size = Utf8.bytes(cut);
        if (entries.size() >= MAX_ENTRIES || bytes + size > MAX_TOTAL) {
            return false;
        }
        bytes += size;
        entries.add(new Entry(kind, cut, refs));
        return true;
    }

    private static ObjectNode step(String stepId) {
        return Json.object().put("stepId", stepId);
    }

    private static ObjectNode loop(String loopId, @Nullable Integer iteration) {
        ObjectNode refs = Json.object().put("loopId", loopId);
        if (iteration != null) {
            refs.put("iteration", iteration);
        }
        return refs;
    }

    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /// Top-level steps reported as passed over, as far as the trace holds.
    public List<String> skipped() {
        return List.copyOf(skipped);
    }

    /// Every condition that was evaluated, in order.
    public List<Seen> seen() {
        return List.copyOf(seen);
    }
}
