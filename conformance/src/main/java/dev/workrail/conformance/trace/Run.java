package dev.workrail.conformance.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.projection.Recaps;
import dev.workrail.engine.session.Decision;
import dev.workrail.engine.session.EngineCommand;
import dev.workrail.engine.session.EngineSession;
import dev.workrail.engine.session.SessionState;
import dev.workrail.engine.session.StepView;
import dev.workrail.engine.session.Submission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// This engine's run of a recorded script. Keeps the position a next call continues from.
final class Run {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    /// Where a call continues.
    record Token(String nodeId, String attemptId) {}

    private final EngineSession engine;
    private final List<LoggedEvent> events = new ArrayList<>();
    private final List<Integer> turns = new ArrayList<>();
    private SessionState state = SessionState.empty(new SessionId("sess_conformance"));
    private Token token = new Token("", "");
    private @Nullable String gateId;
    private int turn;

    Run(CompiledWorkflow workflow) {
        this.engine = EngineSession.of(workflow);
    }

    Decision start(Trace trace) {
        EngineCommand.Origin origin = EngineCommand.Origin.bundled(trace.flavour());
        String goal = trace.json().path("goal").asText();
        return decide(
                new EngineCommand.Start(AT, state.session(), goal, trace.initialContext(), origin));
    }

    Decision turn(int number, JsonNode input, Token from) {
        turn = number;
        token = from;
        if ("rehydrate".equals(input.path("intent").asText())) {
            Recaps recaps = Recaps.of(events);
            return decide(new EngineCommand.Rehydrate(AT, from.nodeId(), recaps));
        }
        return submit(submission(input));
    }

    Decision submit(Submission submission) {
        return decide(new EngineCommand.Advance(AT, token.nodeId(), token.attemptId(), submission));
    }

    Decision resolve(EngineCommand.Verdict verdict) {
        String gate = gateId == null ? "" : gateId;
        return decide(
                new EngineCommand.ResolveGate(AT, gate, verdict, "Seen and agreed.", "tester"));
    }

    static Submission submission(JsonNode input) {
        List<JsonNode> artifacts = new ArrayList<>();
        input.path("artifacts").forEach(artifacts::add);
        return new Submission(
                Trace.text(input.path("notesMarkdown")),
                artifacts,
                input.get("context") instanceof ObjectNode context ? context : null);
    }

    private Decision decide(EngineCommand command) {
        Decision decision = engine.decide(state, command);
        for (LoggedEvent event : decision.events()) {
            events.add(event);
            turns.add(turn);
        }
        SessionState after = decision.after();
        if (after != null) {
            state = after;
        }
        follow(decision);
        return decision;
    }

    private void follow(Decision decision) {
        switch (decision) {
            case Decision.Accepted d -> follow(d.pending());
            case Decision.Blocked d -> follow(d.pending());
            case Decision.GateParked d -> {
                gateId = d.gateId();
                token = new Token(state.tip(), "attempt_at_gate");
            }
            case Decision.Replayed d -> follow(d.answer());
            case Decision.Completed d -> {}
            case Decision.Noted d -> {}
            case Decision.Rejected d -> {}
        }
    }

    private void follow(StepView view) {
        token = new Token(view.nodeId(), view.attemptId());
    }

    Token token() {
        return token;
    }

    SessionState state() {
        return state;
    }

    List<LoggedEvent> events() {
        return events;
    }

    int turnOf(int event) {
        return turns.get(event);
    }

    EngineSession engine() {
        return engine;
    }
}
