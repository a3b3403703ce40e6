package dev.workrail.bench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.engine.Workflows;
import dev.workrail.engine.compile.Bindings;
import dev.workrail.engine.compile.Routines;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.session.Decision;
import dev.workrail.engine.session.EngineCommand;
import dev.workrail.engine.session.EngineSession;
import dev.workrail.engine.session.Flavour;
import dev.workrail.engine.session.SessionState;
import dev.workrail.engine.session.StepView;
import dev.workrail.engine.session.Submission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A run of a coding workflow that is as long as it gets: a large task of six slices, every loop
/// goes round to its cap, every gate is approved. Its states are what checkpoints carry.
final class CodingSession {
    private static final int MAX_TURNS = 500;
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final String NOTES =
            "taskComplexity and riskLevel follow from what was read. The change is in place, its"
                    + " tests pass, and what is left is named in the plan with its reason.";

    private final JsonNode definition;
    private final EngineSession engine;

    private CodingSession(JsonNode definition, Routines routines) {
        this.definition = definition;
        this.engine = EngineSession.of(Workflows.compile(definition, routines, Bindings.NONE));
    }

    /// What a run came to.
    ///
    /// @param advances answered
    /// @param largest state of the run, bytes of its JSON
    record Sizes(int advances, int largest) {}

    /// @throws IllegalStateException where the run does not come to its end
    static Sizes run(JsonNode definition, Routines routines) {
        return new CodingSession(definition, routines).run();
    }

    private Sizes run() {
        SessionState state = SessionState.empty(new SessionId("sess_bench"));
        Decision last =
                engine.decide(
                        state,
                        new EngineCommand.Start(
                                AT,
                                state.session(),
                                "Make the parser faster",
                                variables(),
                                EngineCommand.Origin.bundled(Flavour.AUTONOMOUS)));
        int largest = 0;
        for (int turn = 0; turn < MAX_TURNS; turn++) {
            SessionState after = last.after();
            if (after == null) {
                throw new IllegalStateException("the run was refused: " + last);
            }
            state = after;
            largest = Math.max(largest, ContractsJson.write(state.toJson()).length);
            if (state.isComplete()) {
                return new Sizes(turn, largest);
            }
            last = engine.decide(state, next(last));
        }
        throw new IllegalStateException("the run does not end; it stands at " + state);
    }

    private EngineCommand next(Decision last) {
        return switch (last) {
            case Decision.Accepted d -> advance(d.pending());
            case Decision.GateParked d ->
                    new EngineCommand.ResolveGate(
                            AT,
                            d.gateId(),
                            EngineCommand.Verdict.APPROVED,
                            "It holds what was asked for.",
                            "reviewer");
            case Decision.Blocked d ->
                    throw new IllegalStateException("the run is blocked: " + d.blockers());
            case Decision.Replayed d -> next(d.answer());
            case Decision.Completed d -> throw new IllegalStateException("the run is over");
            case Decision.Noted d -> throw new IllegalStateException("nothing is pending");
            case Decision.Rejected d -> throw new IllegalStateException("refused: " + d);
        };
    }

    private EngineCommand advance(StepView step) {
        List<JsonNode> artifacts = new ArrayList<>();
        String contract = step.output().contractRef();
        if ("wr.contracts.loop_control".equals(contract)) {
            artifacts.add(Json.object().put("kind", "wr.loop_control").put("decision", "continue"));
        } else if ("wr.contracts.coding_handoff".equals(contract)) {
            artifacts.add(handoff());
        }
        step.output().assessments().forEach(id -> artifacts.add(assessed(id)));
        return new EngineCommand.Advance(
                AT, step.nodeId(), step.attemptId(), new Submission(NOTES, artifacts, variables()));
    }

    private static ObjectNode variables() {
        ObjectNode out = Json.object();
        out.put("taskComplexity", "Large").put("riskLevel", "High").put("rigorMode", "THOROUGH");
        out.put("prStrategy", "single").put("verifyNeeded", true).put("solutionFixed", false);
        ArrayNode slices = out.putArray("slices");
        for (int i = 1; i <= 6; i++) {
            slices.addObject()
                    .put("name", "slice " + i)
                    .put("goal", "Do part " + i + " of the work and leave the tests green.")
                    .put("check", "./mvnw -pl module-" + i + " test");
        }
        return out;
    }

    private static ObjectNode handoff() {
        ObjectNode out = Json.object().put("kind", "wr.coding_handoff").put("version", 1);
        for (String list : List.of("keyDecisions", "knownLimitations", "testsAdded")) {
            out.putArray(list).add("one");
        }
        out.putArray("filesChanged").add("src/Parser.java");
        return out;
    }

    /// The level of each dimension that leads to nothing further, by the workflow's own table.
    private ObjectNode assessed(String id) {
        ObjectNode out = Json.object().put("kind", "wr.assessment").put("assessmentId", id);
        ObjectNode dimensions = out.putObject("dimensions");
        String consequences = definition.toString();
        for (JsonNode declared : definition.path("assessments")) {
            if (declared.path("id").asText().equals(id)) {
                for (JsonNode dimension : declared.path("dimensions")) {
                    String quiet = dimension.path("levels").path(0).asText();
                    for (JsonNode level : dimension.path("levels")) {
                        String trigger = "\"anyEqualsLevel\":\"" + level.asText() + "\"";
                        quiet = consequences.contains(trigger) ? quiet : level.asText();
                    }
                    dimensions.put(dimension.path("id").asText(), quiet);
                }
            }
        }
        return out;
    }
}
