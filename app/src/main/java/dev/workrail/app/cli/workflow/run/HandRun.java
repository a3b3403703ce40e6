package dev.workrail.app.cli.workflow.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.session.Decision;
import dev.workrail.engine.session.EngineCommand;
import dev.workrail.engine.session.EngineSession;
import dev.workrail.engine.session.SessionState;
import dev.workrail.engine.session.StepView;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One run of a workflow from its start: asks the respondent, tells the engine, shows the outcome.
/// For one run; not thread-safe.
final class HandRun {
    private final EngineSession engine;
    private final Respondent respondent;
    private final Screen screen;
    private final Clock clock;
    private final List<LoggedEvent> events = new ArrayList<>();
    private final List<Turn> turns = new ArrayList<>();
    private SessionState state;
    private @Nullable Setback setback;

    HandRun(
            CompiledWorkflow workflow,
            SessionId session,
            Respondent respondent,
            Screen screen,
            Clock clock) {
        this.engine = EngineSession.of(workflow);
        this.respondent = respondent;
        this.screen = screen;
        this.clock = clock;
        this.state = SessionState.empty(session);
    }

    /// Runs until the workflow is complete, the respondent stops, or nothing can go on.
    RunResult run(String goal, ObjectNode context, EngineCommand.Origin origin) {
        Decision start =
                decide(
                        new EngineCommand.Start(
                                clock.instant(), state.session(), goal, context, origin));
        if (start instanceof Decision.Rejected rejected) {
            return result("the run cannot start: " + Setback.of(rejected).summary());
        }
        screen.skipped(DecisionFacts.skipped(start));
        Decision now = start;
        while (!(now instanceof Decision.Completed)) {
            Reply reply = ask(now);
            if (reply instanceof Reply.Stop stop) {
                return result(stop.why());
            }
            now = take(now, reply);
        }
        return result(null);
    }

    private Reply ask(Decision now) {
        return switch (now) {
            case Decision.Accepted d -> {
                if (setback == null) {
                    screen.step(d.pending());
                }
                yield respondent.atStep(asked(d.pending()));
            }
            case Decision.Blocked d -> respondent.atStep(asked(d.pending()));
            case Decision.GateParked d -> {
                if (setback == null) {
                    screen.gate(d);
                }
                yield respondent.atGate(d, setback);
            }
            case Decision.Replayed d -> ask(d.answer());
            case Decision.Completed _, Decision.Noted _, Decision.Rejected _ ->
                    throw new IllegalStateException("nothing is to be answered after " + now);
        };
    }

    private Respondent.Pending asked(StepView step) {
        return new Respondent.Pending(step, state.context(), setback);
    }

    private Decision take(Decision before, Reply reply) {
        EngineCommand command = command(before, reply);
        if (command == null) {
            screen.problems(setback);
            return before;
        }
        Decision decision = decide(command);
        setback = DecisionFacts.setback(decision);
        Turn turn = turn(before, reply, decision);
        turns.add(turn);
        screen.turn(turn);
        return decision instanceof Decision.Rejected ? before : decision;
    }

    /// Absent where the reply names a step to go back to that is not there; the setback then says
    /// so.
    private @Nullable EngineCommand command(Decision before, Reply reply) {
        return switch (reply) {
            case Reply.HandIn hand -> {
                StepView step = DecisionFacts.pending(before);
                yield new EngineCommand.Advance(
                        clock.instant(), step.nodeId(), step.attemptId(), hand.submission());
            }
            case Reply.Judge judge ->
                    new EngineCommand.ResolveGate(
                            clock.instant(),
                            String.valueOf(state.openGateId()),
                            judge.verdict(),
                            judge.rationale(),
                            judge.by());
            case Reply.GoBack back -> rewind(back);
            case Reply.Stop _ -> throw new IllegalStateException("a stopped run takes no command");
        };
    }

    private @Nullable EngineCommand rewind(Reply.GoBack back) {
        PassedSteps passed = PassedSteps.of(events);
        String node = passed.node(back.stepId()).orElse(null);
        if (node == null) {
            setback =
                    Setback.of(
                            "the run did not come by step '%s'; it came by %s"
                                    .formatted(back.stepId(), String.join(", ", passed.stepIds())));
            return null;
        }
        return new EngineCommand.Rewind(clock.instant(), node, back.reason(), back.by());
    }

    private Decision decide(EngineCommand command) {
        Decision decision = engine.decide(state, command);
        SessionState after = decision.after();
        if (after != null) {
            events.addAll(decision.events());
            state = after;
        }
        return decision;
    }

    private Turn turn(Decision before, Reply reply, Decision decision) {
        StepView step =
                before instanceof Decision.GateParked ? null : DecisionFacts.pending(before);
        return new Turn(
                before instanceof Decision.GateParked gate
                        ? gate.stepId()
                        : DecisionFacts.pending(before).stepId(),
                step == null ? null : step.prompt(),
                step == null ? List.of() : step.loopPath(),
                DecisionFacts.outcome(reply, decision),
                setback == null ? List.of() : setback.lines(),
                DecisionFacts.jump(decision),
                DecisionFacts.skipped(decision));
    }

    private RunResult result(@Nullable String problem) {
        return new RunResult(problem, state, List.copyOf(events), List.copyOf(turns));
    }
}
