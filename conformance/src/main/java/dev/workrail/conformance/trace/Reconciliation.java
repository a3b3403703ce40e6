package dev.workrail.conformance.trace;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.session.Decision;
import org.jspecify.annotations.Nullable;

/// Compares an answer with the recorded one.
final class Reconciliation {
    private final Trace trace;
    private final CompiledWorkflow workflow;
    private final Run run;
    private final Answers answers;
    private int comparable = Integer.MAX_VALUE;
    private boolean over;

    Reconciliation(Trace trace, CompiledWorkflow workflow, Run run, Answers answers) {
        this.trace = trace;
        this.workflow = workflow;
        this.run = run;
        this.answers = answers;
    }

    boolean isOver() {
        return over;
    }

    int comparableTurns() {
        return comparable;
    }

    @Nullable Difference start(JsonNode expected, Decision decision) {
        return Difference.between("start", clean(expected), answers.of(decision));
    }

    @Nullable Difference turn(int number, JsonNode input, JsonNode expected, Decision decision) {
        return Difference.between("turn " + number, clean(expected), answers.of(decision));
    }

    /// What the engine does not answer itself: documents are resolved by its caller.
    private static JsonNode clean(JsonNode expected) {
        com.fasterxml.jackson.databind.node.ObjectNode out = expected.deepCopy();
        out.remove(java.util.List.of("resolvedReferences", "warnings"));
        return out;
    }
}
