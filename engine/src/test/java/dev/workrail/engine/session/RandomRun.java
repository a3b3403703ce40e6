package dev.workrail.engine.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.engine.Workflows;
import dev.workrail.engine.compile.Bindings;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.compile.Routines;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.validate.RandomWorkflows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A session driven to its end by an agent that answers at random.
///
/// Every turn may set variables, may forget its notes, may say stop or continue to a loop; gates
/// are approved, rejected and left uncertain. The same seeds give the same run.
final class RandomRun {
    static final SessionId SESSION = new SessionId("sess_random");
    private static final int MAX_TURNS = 2000;
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    final CompiledWorkflow workflow;
    final EngineSession engine;
    final List<Turn> turns = new ArrayList<>();
    private final Random random;
    private SessionState state = SessionState.empty(SESSION);

    /// One command and its answer.
    record Turn(SessionState before, EngineCommand command, Decision decision) {}

    private RandomRun(long workflowSeed, long agentSeed) {
        this.workflow =
                Workflows.compile(RandomWorkflows.of(workflowSeed), Routines.NONE, Bindings.NONE);
        this.engine = EngineSession.of(workflow);
        this.random = new Random(agentSeed);
    }

    static RandomRun of(long workflowSeed, long agentSeed) {
        RandomRun run = new RandomRun(workflowSeed, agentSeed);
        run.drive();
        return run;
    }

    /// The state at the end.
    SessionState end() {
        return state;
    }

    /// Everything that was appended, in order.
    List<LoggedEvent> log() {
        List<LoggedEvent> out = new ArrayList<>();
        turns.forEach(turn -> out.addAll(turn.decision.events()));
        return out;
    }

    private void drive() {
        Decision last =
                decide(
                        new EngineCommand.Start(
                                AT,
                                SESSION,
                                "Try it",
                                variables(),
                                EngineCommand.Origin.bundled(Flavour.AUTONOMOUS)));
        for (int turn = 0; turn < MAX_TURNS && !(last instanceof Decision.Completed); turn++) {
            last = decide(next(last));
        }
    }

    private Decision decide(EngineCommand command) {
        Decision decision = engine.decide(state, command);
        turns.add(new Turn(state, command, decision));
        SessionState after = decision.after();
        if (after != null) {
            state = after;
        }
        return decision;
    }

    private EngineCommand next(Decision last) {
        return switch (last) {
            case Decision.Accepted d -> advance(d.pending(), random.nextInt(5) > 0);
            case Decision.Blocked d -> advance(d.pending(), true);
            case Decision.GateParked d -> verdict(d.gateId());
            case Decision.Rejected d -> recover();
            case Decision.Replayed d -> next(d.answer());
            case Decision.Noted d -> recover();
            case Decision.Completed d -> throw new IllegalStateException("the run is over");
        };
    }

    /// What is pending now, answered with every variable a loop could want.
    private EngineCommand recover() {
        return switch (engine.current(state)) {
            case Decision.GateParked gate -> verdict(gate.gateId());
            case Decision.Accepted d -> advance(d.pending(), true);
            case Decision.Blocked d -> advance(d.pending(), true);
            case Decision other ->
                    new EngineCommand.Start(
                            AT,
                            SESSION,
                            "Try it",
                            variables(),
                            EngineCommand.Origin.bundled(Flavour.AUTONOMOUS));
        };
    }

    private EngineCommand verdict(String gateId) {
        EngineCommand.Verdict verdict =
                switch (random.nextInt(5)) {
                    case 0 -> EngineCommand.Verdict.REJECTED;
                    case 1 -> EngineCommand.Verdict.UNCERTAIN;
                    default -> EngineCommand.Verdict.APPROVED;
                };
        String rationale = "Looked at it with twenty characters of care.";
        return new EngineCommand.ResolveGate(AT, gateId, verdict, rationale, "someone");
    }

    private EngineCommand advance(StepView pending, boolean withNotes) {
        List<JsonNode> artifacts = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            String decision = random.nextBoolean() ? "stop" : "continue";
            artifacts.add(Json.object().put("kind", "wr.loop_control").put("decision", decision));
        }
        Submission submission =
                new Submission(
                        withNotes ? "Did the work and looked at it twice." : null,
                        artifacts,
                        variables());
        return new EngineCommand.Advance(AT, pending.nodeId(), pending.attemptId(), submission);
    }

    private ObjectNode variables() {
        ObjectNode out = Json.object();
        out.put("flag", random.nextBoolean());
        out.put("size", random.nextBoolean() ? "Large" : "Small");
        out.put("count", random.nextInt(4)).put("brief", "What the coordinator knows.");
        for (int i = random.nextInt(3), at = 0; at <= i; at++) {
            out.withArray("list").addObject().put("name", "item " + at);
        }
        return out;
    }
}
