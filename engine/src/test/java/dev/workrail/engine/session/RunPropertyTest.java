package dev.workrail.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.compile.CompiledLoop;
import dev.workrail.engine.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RunPropertyTest {
    @Property(tries = 150)
    void shouldComeToAnEnd(@ForAll long workflow, @ForAll long agent) {
        // when
        RandomRun run = RandomRun.of(workflow, agent);

        // then
        assertThat(run.end().isComplete()).isTrue();
        assertThat(run.end().damage()).isNull();
    }

    @Property(tries = 150)
    void shouldNumberEventsWithoutAGap(@ForAll long workflow, @ForAll long agent) {
        List<LoggedEvent> log = RandomRun.of(workflow, agent).log();

        for (int i = 0; i < log.size(); i++) {
            assertThat(log.get(i).eventIndex()).isEqualTo(i);
        }
    }

    @Property(tries = 150)
    void shouldRebuildEveryStateFromThePrefixThatLedToIt(
            @ForAll long workflow, @ForAll long agent) {
        // given
        RandomRun run = RandomRun.of(workflow, agent);

        // then
        SessionState rebuilt = SessionState.empty(RandomRun.SESSION);
        for (RandomRun.Turn turn : run.turns) {
            assertThat(rebuilt).isEqualTo(turn.before());
            rebuilt = EngineSession.evolve(rebuilt, turn.decision().events());
        }
        assertThat(rebuilt).isEqualTo(run.end());
    }

    @Property(tries = 100)
    void shouldReadEveryStateAsItWasWritten(@ForAll long workflow, @ForAll long agent) {
        for (RandomRun.Turn turn : RandomRun.of(workflow, agent).turns) {
            JsonNode stored = Json.parse(turn.before().toJson().toString());

            assertThat(SessionState.fromJson(stored)).isEqualTo(turn.before());
        }
    }

    @Property(tries = 100)
    void shouldAddNothingWhenAnAdvanceIsDeliveredAgain(@ForAll long workflow, @ForAll long agent) {
        // given
        RandomRun run = RandomRun.of(workflow, agent);

        // then
        for (RandomRun.Turn turn : run.turns) {
            SessionState after = turn.decision().after();
            if (turn.command() instanceof EngineCommand.Advance && after != null) {
                Decision again = run.engine.decide(after, turn.command());
                assertThat(again).isInstanceOf(Decision.Replayed.class);
                assertThat(again.events()).isEmpty();
            }
        }
    }

    @Property(tries = 100)
    void shouldGiveTheSameEventsForTheSameCommands(@ForAll long workflow, @ForAll long agent) {
        assertThat(RandomRun.of(workflow, agent).log())
                .isEqualTo(RandomRun.of(workflow, agent).log());
    }

    @Property(tries = 150)
    void shouldRunNoStepTwiceInOnePass(@ForAll long workflow, @ForAll long agent) {
        Set<String> done = new HashSet<>();
        for (RandomRun.Turn turn : RandomRun.of(workflow, agent).turns) {
            List<LoggedEvent> events = turn.decision().events();
            if (events.stream().anyMatch(e -> e.data() instanceof SessionEvent.JumpRecorded)) {
                // What lies behind the target of a jump is meant to run again.
                done.clear();
            } else if (turn.decision() instanceof Decision.Accepted accepted
                    && turn.before().isStarted()
                    && !accepted.events().isEmpty()
                    && !reopened(events)) {
                assertThat(done.add(place(accepted.pending())))
                        .as("%s again", place(accepted.pending()))
                        .isTrue();
            }
        }
    }

    /// Without this the properties could hold because nothing ever happens.
    @Example
    void shouldMeetInRandomRunsWhatThePropertiesAreAbout() {
        // given
        Map<String, Integer> met = new TreeMap<>();

        // when
        for (long seed = 0; seed < 200; seed++) {
            RandomRun run = RandomRun.of(seed, seed);
            for (LoggedEvent event : run.log()) {
                met.merge(kind(event), 1, Integer::sum);
            }
            for (RandomRun.Turn turn : run.turns) {
                met.merge(turn.decision().getClass().getSimpleName(), 1, Integer::sum);
            }
        }

        // then
        assertThat(met)
                .containsKeys(
                        "Accepted",
                        "Blocked",
                        "GateParked",
                        "Completed",
                        "gate approved",
                        "gate rejected",
                        "gate uncertain",
                        "blocked_attempt",
                        "gate_checkpoint",
                        "pass 1",
                        "pass 2",
                        "jump_recorded",
                        "jump_limit_reached",
                        "step_skipped",
                        "condition_evaluated");
        assertThat(met.get("pass 1")).isGreaterThan(50);
    }

    private static String kind(LoggedEvent event) {
        return switch (event.data()) {
            case SessionEvent.GateResolved e -> "gate " + e.verdict();
            case SessionEvent.NodeCreated e when e.position().has("stack") ->
                    "pass " + e.position().path("stack").path(0).path(1).asInt();
            case SessionEvent.NodeCreated e -> e.nodeKind();
            case SessionEvent e -> e.kind();
        };
    }

    @Property(tries = 150)
    void shouldNeverPassTheCapOfALoop(@ForAll long workflow, @ForAll long agent) {
        // given
        RandomRun run = RandomRun.of(workflow, agent);

        // then
        for (RandomRun.Turn turn : run.turns) {
            if (turn.decision() instanceof Decision.Accepted accepted) {
                for (StepView.LoopPass pass : accepted.pending().loopPath()) {
                    CompiledLoop loop = run.workflow.loops().get(pass.loopId());
                    assertThat(pass.iteration()).isLessThan(loop.step().loop().maxIterations());
                }
            }
        }
    }

    /// A verdict that sends the step back makes the same step pending again.
    private static boolean reopened(List<LoggedEvent> events) {
        return events.stream()
                .anyMatch(e ->
                        e.data() instanceof SessionEvent.GateResolved gate
                                && !gate.verdict().equals("approved"));
    }

    private static String place(StepView pending) {
        List<String> out = new ArrayList<>();
        pending.loopPath().forEach(pass -> out.add(pass.loopId() + "@" + pass.iteration()));
        out.add(pending.stepId());
        return String.join("/", out);
    }
}
