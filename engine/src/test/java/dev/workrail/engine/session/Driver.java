package dev.workrail.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.compile.Bindings;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.compile.Routines;
import dev.workrail.engine.compile.WorkflowCompiler;
import dev.workrail.engine.finding.Findings;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.projection.Recaps;
import dev.workrail.engine.session.EngineCommand.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Drives a session as a caller would, and holds after every answer that the log gives the state
/// and the state survives its JSON.
public final class Driver {
    public static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
    private static final SessionId SESSION = new SessionId("sess_test");

    private final EngineSession engine;
    private Instant now = AT;
    private final List<LoggedEvent> events = new ArrayList<>();
    private SessionState state = SessionState.empty(SESSION);
    private Decision last = new Decision.Noted(List.of(), state, null);

    private Driver(CompiledWorkflow workflow) {
        this.engine = EngineSession.of(workflow);
    }

    public static CompiledWorkflow compile(JsonNode definition) {
        Findings findings = new Findings();
        CompiledWorkflow workflow =
                WorkflowCompiler.compile(definition, Routines.NONE, Bindings.NONE, findings);
        assertThat(findings.list()).as("findings").isEmpty();
        return java.util.Objects.requireNonNull(workflow);
    }

    /// @param steps the JSON of the steps, apostrophes for quotes
    public static Driver of(String steps) {
        return of(steps, "");
    }

    public static Driver of(String steps, String more) {
        String text =
                "{'id':'test','name':'Test','description':'A test','version':'1.0.0',"
                        + more
                        + "'steps':["
                        + steps
                        + "]}";
        return new Driver(compile(Json.parse(text.replace('\'', '"'))));
    }

    /// A workflow whose warnings do not matter.
    public static Driver unchecked(String steps) {
        String text =
                "{'id':'test','name':'Test','description':'A test','version':'1.0.0','steps':["
                        + steps
                        + "]}";
        return new Driver(
                java.util.Objects.requireNonNull(
                        WorkflowCompiler.compile(
                                Json.parse(text.replace('\'', '"')),
                                Routines.NONE,
                                Bindings.NONE,
                                new Findings())));
    }

    public static Driver of(CompiledWorkflow workflow) {
        return new Driver(workflow);
    }

    public Decision start(Flavour flavour, String context) {
        ObjectNode variables = (ObjectNode) Json.parse(context.replace('\'', '"'));
        EngineCommand.Origin origin = EngineCommand.Origin.bundled(flavour);
        return decide(new EngineCommand.Start(AT, SESSION, "Test it", variables, origin));
    }

    public Decision start() {
        return start(Flavour.AUTONOMOUS, "{}");
    }

    public Decision notes(String notes) {
        return submit(Submission.notes(notes));
    }

    public Decision submit(Submission submission) {
        StepView at = pending();
        return decide(new EngineCommand.Advance(now, at.nodeId(), at.attemptId(), submission));
    }

    /// @param context with apostrophes for quotes
    public Decision submit(String notes, String context) {
        ObjectNode variables = (ObjectNode) Json.parse(context.replace('\'', '"'));
        return submit(new Submission(notes, List.of(), variables));
    }

    public Decision artifact(String notes, String artifact) {
        JsonNode json = Json.parse(artifact.replace('\'', '"'));
        return submit(new Submission(notes, List.of(json), null));
    }

    public Decision verdict(Verdict verdict, String rationale) {
        String gate = String.valueOf(state.openGateId());
        return decide(new EngineCommand.ResolveGate(AT, gate, verdict, rationale, "a reviewer"));
    }

    /// From now on it is so long after the start.
    public void at(Duration later) {
        now = AT.plus(later);
    }

    public Instant now() {
        return now;
    }

    /// What a worker writes between two advances.
    public void activity(SessionEvent event) {
        long index = state.nextEventIndex();
        LoggedEvent logged =
                new LoggedEvent("evt_" + index, index, "activity:" + index, null, null, now, event);
        events.add(logged);
        state = EngineSession.evolve(state, logged);
        holds();
    }

    public Decision rehydrate() {
        return decide(new EngineCommand.Rehydrate(AT, null, Recaps.of(events)));
    }

    public Decision decide(EngineCommand command) {
        SessionState before = state;
        Decision decision = engine.decide(state, command);
        assertThat(engine.decide(before, command)).as("the same again").isEqualTo(decision);
        events.addAll(decision.events());
        SessionState after = decision.after();
        if (after != null) {
            state = after;
            last = decision instanceof Decision.Noted ? last : decision;
            holds();
        }
        return decision;
    }

    private void holds() {
        assertThat(EngineSession.evolve(SessionState.empty(SESSION), events)).isEqualTo(state);
        String json = state.toJson().toString();
        assertThat(SessionState.fromJson(Json.parse(json))).isEqualTo(state);
    }

    public StepView pending() {
        Decision answer = last instanceof Decision.Replayed replayed ? replayed.answer() : last;
        return switch (answer) {
            case Decision.Accepted d -> d.pending();
            case Decision.Blocked d -> d.pending();
            default -> throw new AssertionError("nothing is pending after " + answer);
        };
    }

    public String pendingStep() {
        return String.valueOf(state.pendingStepId());
    }

    public SessionState state() {
        return state;
    }

    public List<LoggedEvent> events() {
        return events;
    }

    public EngineSession engine() {
        return engine;
    }

    public <E extends SessionEvent> List<E> events(Class<E> kind) {
        return events.stream()
                .map(LoggedEvent::data)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
