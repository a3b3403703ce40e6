package dev.workrail.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.compile.CompiledLoop;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.interpret.Frame;
import dev.workrail.engine.interpret.Position;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.projection.RunDag;
import dev.workrail.engine.session.EngineCommand.Verdict;
import dev.workrail.engine.validate.RandomWorkflows;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// What holds of every run of every workflow. [Driver] holds after every answer that the log gives
/// the state, that the state survives its JSON, and that the same command gives the same answer.
class SessionPropertyTest {
    private static final int MOST_TURNS = 400;
    private static final SessionId SESSION = new SessionId("sess_test");

    /// A run of a random workflow by an agent that answers at random.
    private static Driver run(long seed) {
        Random random = new Random(seed);
        Driver session = Driver.of(Driver.compile(RandomWorkflows.of(seed)));
        Decision answer = session.start(Flavour.AUTONOMOUS, variables(random));
        for (int turn = 0; turn < MOST_TURNS && !session.state().isComplete(); turn++) {
            answer =
                    switch (answer) {
                        case Decision.GateParked d -> session.verdict(verdict(random), "Because.");
                        case Decision.Accepted d -> session.submit(submission(random, turn));
                        case Decision.Blocked d -> session.submit(submission(random, 99));
                        case Decision.Rejected d -> session.submit(submission(random, 99));
                        default -> throw new AssertionError("unexpected " + answer);
                    };
        }
        assertThat(session.state().isComplete()).as("the run ends").isTrue();
        return session;
    }

    private static String variables(Random random) {
        return "{'list':[1,2],'size':'%s'}".formatted(random.nextBoolean() ? "Small" : "Large");
    }

    private static Verdict verdict(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Verdict.REJECTED;
            case 1 -> Verdict.UNCERTAIN;
            default -> Verdict.APPROVED;
        };
    }

    private static Submission submission(Random random, int turn) {
        ObjectNode context = Json.object().put("brief", "gathered");
        if (random.nextInt(3) == 0) {
            context.put("flag", random.nextBoolean());
            context.put("count", random.nextInt(4));
        }
        context.putArray("list").add("a").add("b").add("c");
        List<JsonNode> artifacts = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            String decision = random.nextBoolean() ? "stop" : "continue";
            artifacts.add(Json.object().put("kind", "wr.loop_control").put("decision", decision));
        }
        boolean blank = turn < 50 && random.nextInt(8) == 0;
        return new Submission(blank ? "" : "Done.", artifacts, context);
    }

    @Property(tries = 300)
    void everyRunEnds(@ForAll long seed) {
        Driver session = run(seed);

        assertThat(session.events(SessionEvent.RunCompleted.class)).hasSize(1);
        assertThat(RunDag.of(session.events()).preferredTip()).isEqualTo(session.state().tip());
    }

    @Property(tries = 200)
    void noStepRunsTwiceInOnePass(@ForAll long seed) {
        Driver session = run(seed);
        if (!session.events(SessionEvent.JumpRecorded.class).isEmpty()) {
            return;
        }

        Set<String> done = new HashSet<>();
        for (NodeState node : session.state().nodes().nodes()) {
            String reached = node.advances().values().stream().findFirst().orElse("");
            NodeState next = session.state().nodes().get(reached);
            if (next != null && next.kind() == NodeKind.STEP && node.position().stepId() != null) {
                assertThat(done.add(key(node.position()))).as(key(node.position())).isTrue();
            }
        }
    }

    private static String key(Position position) {
        return Position.key(position.stack(), String.valueOf(position.stepId()));
    }

    @Property(tries = 200)
    void noLoopGoesBeyondItsCap(@ForAll long seed) {
        Driver session = run(seed);
        CompiledWorkflow workflow = session.engine().workflow();

        for (NodeState node : session.state().nodes().nodes()) {
            for (Frame frame : node.position().stack()) {
                CompiledLoop loop = workflow.loops().get(frame.loopId());
                assertThat(loop).isNotNull();
                assertThat(frame.iteration()).isLessThan(loop.step().loop().maxIterations());
            }
        }
    }

    @Property(tries = 100)
    void everyPrefixOfALogGivesOneState(@ForAll long seed) {
        Driver session = run(seed);

        SessionState folded = SessionState.empty(SESSION);
        List<LoggedEvent> log = session.events();
        for (int i = 0; i < log.size(); i++) {
            folded = EngineSession.evolve(folded, log.get(i));
            assertThat(folded.nextEventIndex()).isEqualTo(i + 1L);
            SessionState read = SessionState.fromJson(Json.parse(folded.toJson().toString()));
            assertThat(read).isEqualTo(folded);
            if (i == log.size() / 2) {
                folded = read;
            }
        }
        assertThat(folded).isEqualTo(session.state());
    }

    @Property(tries = 100)
    void aRepeatedAdvanceAddsNothing(@ForAll long seed) {
        Driver session = run(seed);

        for (NodeState node : session.state().nodes().nodes()) {
            for (String attempt : node.advances().keySet()) {
                EngineCommand again =
                        new EngineCommand.Advance(
                                Driver.AT, node.id(), attempt, Submission.notes("Other notes."));
                Decision answer = session.engine().decide(session.state(), again);
                assertThat(answer).isInstanceOf(Decision.Replayed.class);
                assertThat(answer.events()).isEmpty();
            }
        }
    }
}
