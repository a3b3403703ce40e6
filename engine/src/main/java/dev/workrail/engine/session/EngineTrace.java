package dev.workrail.engine.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.interpret.Trace;
import org.jspecify.annotations.Nullable;

/// Writes why the engine chose what it chose: the decision trace, and the first time a step was
/// passed over and every condition that let something run, as events of their own.
final class EngineTrace {
    /// Most events of one segment, and how long their conditions may be together, UTF-16 units: a
    /// record of the log stays far under 1 MiB.
    private static final int MAX_EVENTS = 200;

    private static final int MAX_LENGTH = 128 * 1024;

    private EngineTrace() {}

    /// The decision trace, absent where there is nothing to say.
    static void decisions(Segment segment, String nodeId, String attemptId, Trace trace) {
        if (!trace.entries().isEmpty()) {
            String id = DerivedIds.of("trace_", nodeId, attemptId);
            segment.node(nodeId, new SessionEvent.DecisionTraceAppended(id, trace.entries()), id);
        }
    }

    /// Every advance looks at all conditions again; a step that stays skipped is said once. What
    /// does not fit into one segment is left out; skipped steps are then said in the next.
    static void write(Segment segment, String nodeId, SessionState before, Trace trace) {
        int number = 0;
        int written = 0;
        int length = 0;
        for (Trace.Seen seen : trace.seen()) {
            String key = Integer.toString(number++);
            SessionEvent event = event(seen, before);
            if (event == null) {
                continue;
            }
            length += seen.condition().source().toString().length();
            if (++written > MAX_EVENTS || length > MAX_LENGTH) {
                return;
            }
            segment.node(nodeId, event, nodeId, Long.toString(before.nextEventIndex()), key);
        }
    }

    private static @Nullable SessionEvent event(Trace.Seen seen, SessionState before) {
        JsonNode condition = seen.condition().source();
        if (seen.held() || "loop".equals(seen.kind())) {
            return new SessionEvent.ConditionEvaluated(seen.subject(), condition, seen.held());
        }
        return before.memory().skipped().contains(seen.subject())
                ? null
                : new SessionEvent.StepSkipped(seen.subject(), condition);
    }
}
