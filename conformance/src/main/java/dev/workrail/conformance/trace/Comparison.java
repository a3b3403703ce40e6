package dev.workrail.conformance.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.conformance.Difference;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.session.Decision;
import dev.workrail.engine.session.EngineSession;
import dev.workrail.engine.session.SessionState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs one recording and compares answer by answer, then event by event.
final class Comparison {
    private final Trace trace;
    private final @Nullable CompiledWorkflow workflow;
    private final Names names = new Names();
    private final EventForms forms = new EventForms(names);
    private final Answers answers = new Answers(names);
    private final List<ObjectNode> events = new ArrayList<>();
    private int seen;

    Comparison(Trace trace, @Nullable CompiledWorkflow workflow) {
        this.trace = trace;
        this.workflow = workflow;
    }

    @Nullable Difference ofRefusedWorkflow(String findings) {
        String expected = trace.json().path("start").path("errorKind").asText();
        return "workflow_compile_failed".equals(expected)
                ? null
                : new Difference("start", "a workflow that compiles", findings);
    }

    @Nullable Difference run() {
        CompiledWorkflow compiled = java.util.Objects.requireNonNull(workflow);
        Run run = new Run(compiled);
        Difference found = hash(compiled);
        if (found != null) {
            return found;
        }
        Reconciliation reconciliation =
                new Reconciliation(new Rule.Setting(trace, compiled, run, answers));
        Decision decision = run.start(trace);
        note(run);
        JsonNode expected = trace.resolved(trace.json().path("start"));
        found = reconciliation.start(expected, decision);
        List<Run.Token> tokens = new ArrayList<>();
        List<JsonNode> turns = trace.turns();
        for (int i = 1; i <= turns.size() && found == null && !reconciliation.isOver(); i++) {
            JsonNode turn = turns.get(i - 1);
            Run.Token token = token(turn.path("input").path("token").asText(), tokens, run);
            tokens.add(token);
            decision = run.turn(i, turn.path("input"), token);
            note(run);
            JsonNode recorded = trace.resolved(turn.path("result"));
            found = reconciliation.turn(i, turn.path("input"), recorded, decision);
            note(run);
        }
        if (found == null) {
            found = events(reconciliation.comparableTurns());
        }
        return found == null ? invariants(run) : found;
    }

    private static Run.Token token(String which, List<Run.Token> tokens, Run run) {
        if ("previous".equals(which)) {
            return tokens.getLast();
        }
        if (which.startsWith("turn:")) {
            return tokens.get(Integer.parseInt(which.substring("turn:".length())) - 1);
        }
        return run.token();
    }

    private @Nullable Difference hash(CompiledWorkflow compiled) {
        String expected = Json.text(trace.json(), "workflowHash");
        if (expected == null) {
            expected = Json.text(trace.json(), "definitionHash");
        }
        return expected == null || expected.equals(compiled.workflowHash())
                ? null
                : new Difference("workflowHash", expected, compiled.workflowHash());
    }

    /// Names nodes and attempts as soon as they appear, so that texts can be compared.
    private void note(Run run) {
        for (; seen < run.events().size(); seen++) {
            ObjectNode form = forms.of(run.turnOf(seen), run.events().get(seen));
            if (form != null) {
                events.add(form);
            }
        }
    }

    private @Nullable Difference events(int turns) {
        List<JsonNode> expected = new ArrayList<>();
        for (JsonNode event : trace.json().path("events")) {
            JsonNode form = EventForms.recorded(event);
            if (form != null && form.path("turn").intValue() <= turns) {
                expected.add(form);
            }
        }
        List<ObjectNode> actual =
                events.stream().filter(e -> e.path("turn").intValue() <= turns).toList();
        boolean references = trace.json().path("workflowHash").isNull();
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            JsonNode left = i < expected.size() ? expected.get(i) : Json.object();
            JsonNode right = i < actual.size() ? actual.get(i) : Json.object();
            if (references && "run_started".equals(left.path("kind").asText())) {
                continue;
            }
            Difference found = Difference.between("event " + i, left, right);
            if (found != null) {
                return new Difference(found.where(), left.toString(), right.toString());
            }
        }
        return null;
    }

    /// What must hold of any run: the log alone gives the state, and the state survives its JSON.
    private static @Nullable Difference invariants(Run run) {
        SessionState folded = SessionState.empty(run.state().session());
        for (LoggedEvent event : run.events()) {
            folded = EngineSession.evolve(folded, event);
        }
        if (!folded.equals(run.state())) {
            return new Difference(
                    "state", run.state().toJson().toString(), folded.toJson().toString());
        }
        JsonNode json = run.state().toJson();
        SessionState read = SessionState.fromJson(Json.parse(json.toString()));
        return read.equals(run.state())
                ? null
                : new Difference("state as JSON", json.toString(), read.toJson().toString());
    }
}
