package dev.workrail.engine.session;

import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.interpret.Trace;

/// Writes why the engine chose what it chose: the decision trace, and the first time a step was
/// passed over and every condition that let something run, as events of their own.
final class EngineTrace {
    private EngineTrace() {}

    /// The decision trace, absent where there is nothing to say.
    static void decisions(Segment segment, String nodeId, String attemptId, Trace trace) {
        if (!trace.entries().isEmpty()) {
            String id = DerivedIds.of("trace_", nodeId, attemptId);
            segment.node(nodeId, new SessionEvent.DecisionTraceAppended(id, trace.entries()), id);
        }
    }

    /// Every advance looks at all conditions again; a step that stays skipped is said once.
    static void write(Segment segment, String nodeId, SessionState before, Trace trace) {
        int n = 0;
        for (Trace.Seen seen : trace.seen()) {
            boolean known = before.memory().skipped().contains(seen.subject());
            String number = Integer.toString(n++);
            if (seen.held() || "loop".equals(seen.kind())) {
                segment.node(
                        nodeId,
                        new SessionEvent.ConditionEvaluated(
                                seen.subject(), seen.condition().source(), seen.held()),
                        nodeId,
                        Long.toString(before.nextEventIndex()),
                        number);
            } else if (!known) {
                segment.node(
                        nodeId,
                        new SessionEvent.StepSkipped(seen.subject(), seen.condition().source()),
                        nodeId,
                        Long.toString(before.nextEventIndex()),
                        number);
            }
        }
    }
}
