package dev.workrail.engine.interpret;

import dev.workrail.engine.compile.CompiledLoop;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.condition.ConditionEvaluator;
import dev.workrail.engine.model.Condition;
import dev.workrail.engine.model.LoopStep;
import dev.workrail.engine.model.Step;
import dev.workrail.engine.model.Variables;
import dev.workrail.engine.model.WorkStep;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the next step.
///
/// The innermost entered loop is driven first. Outside loops the whole top level is scanned from
/// its beginning, so a step whose condition became true runs even after later steps did.
/// Thread-safe.
public final class Interpreter {
    /// Most moves within one search.
    public static final int MAX_MOVES = 10_000;

    private static final Position START = new Position(Completed.NONE, List.of(), null);

    private final CompiledWorkflow workflow;

    public Interpreter(CompiledWorkflow workflow) {
        this.workflow = workflow;
    }

    /// Where a run begins.
    public Next first(Variables variables, Trace trace) {
        return next(START, variables, Submitted.NOTHING, trace);
    }

    /// The position with its pending step completed.
    public Position complete(Position position, Variables variables) {
        String stepId = position.stepId();
        Frame top = position.top();
        if (stepId == null) {
            return position;
        }
        if (top == null) {
            return position.with(position.completed().plus(stepId)).pending(null);
        }
        CompiledLoop loop = loop(top);
        int batch = LoopScope.batch(loop, top.iteration(), variables);
        List<String> keys = new ArrayList<>(batch);
        for (int i = 0; i < batch; i++) {
            Frame pass = new Frame(top.loopId(), top.iteration() + i, 0);
            keys.add(Position.key(List.of(pass), stepId));
        }
        int body = indexOf(loop, stepId) + 1;
        return position.with(position.completed().plusAll(keys))
                .withTop(top.at(body))
                .pending(null);
    }

    /// The position with these steps not done, and the first of them pending: where a jump or a
    /// continuation goes on. Inside a loop the steps are those of the current pass.
    ///
    /// @param target a step of the level the position is on
    public Position backTo(Position position, String target) {
        Frame top = position.top();
        List<? extends Step> level = top == null ? workflow.steps() : loop(top).body();
        List<String> reopened =
                level.stream().map(Step::id).dropWhile(id -> !id.equals(target)).toList();
        Completed kept =
                position.completed()
                        .without(key -> reopened.stream().anyMatch(id -> covers(top, id, key)));
        Position back = position.with(kept);
        if (top != null) {
            int body = indexOf(loop(top), target);
            return back.withTop(top.at(body)).pending(target);
        }
        return back.pending(workflow.stepById().get(target) instanceof WorkStep ? target : null);
    }

    private static boolean covers(@Nullable Frame top, String id, String key) {
        return top == null
                ? key.equals(id) || key.startsWith(id + "@")
                : key.equals(Position.key(List.of(top), id));
    }

    public Next next(Position from, Variables variables, Submitted submitted, Trace trace) {
        LoopEntry entry = new LoopEntry(variables, submitted, trace);
        Position at = from;
        for (int move = 0; move < MAX_MOVES; move++) {
            Move made =
                    at.top() == null
                            ? scan(at, variables, trace)
                            : drive(at, at.top(), variables, entry, trace);
            if (made.result() != null) {
                return made.result();
            }
            at = made.position();
        }
        return new Next.TooManySteps(MAX_MOVES);
    }

    /// @param result present where the search ended
    private record Move(Position position, @Nullable Next result) {
        static Move on(Position position) {
            return new Move(position, null);
        }

        static Move end(Position position) {
            return new Move(position, new Next.At(position));
        }
    }

    private Move scan(Position at, Variables variables, Trace trace) {
        for (Step step : workflow.steps()) {
            if (workflow.loopBodyStepIds().contains(step.id())
                    || at.completed().contains(step.id())
                    || !runs(step, variables, trace)) {
                continue;
            }
            return switch (step) {
                case LoopStep loop -> Move.on(at.push(new Frame(loop.id(), 0, 0)));
                case WorkStep work -> {
                    String how =
                            work.head().runCondition() == null ? "Selected (no condition): " : "";
                    select(work, how, trace);
                    yield Move.end(at.pending(work.id()));
                }
            };
        }
        return Move.end(new Position(at.completed(), List.of(), null));
    }

    private static boolean runs(Step step, Variables variables, Trace trace) {
        Condition condition = step.head().runCondition();
        if (condition == null) {
            return true;
        }
        boolean holds = ConditionEvaluator.holds(condition, variables);
        if (holds) {
            trace.pass(step.id(), condition, ConditionWords.held(condition, variables));
        } else {
            trace.skip(step.id(), condition, ConditionWords.failed(condition));
        }
        return holds;
    }

    private Move drive(Position at, Frame top, Variables variables, LoopEntry entry, Trace trace) {
        CompiledLoop loop = loop(top);
        LoopEntry.Verdict verdict = entry.decide(loop, top.iteration());
        if (verdict.missing() != null) {
            return new Move(at, new Next.MissingContext(verdict.missing()));
        }
        if (!verdict.enters()) {
            return Move.on(leave(at, top, trace));
        }
        if (top.iteration() == 0) {
            trace.entered(loop.id(), 0);
        }
        int eligible = eligible(loop, at, top, variables, trace);
        if (eligible >= 0) {
            WorkStep step = loop.body().get(eligible);
            select(step, "", trace);
            return Move.end(at.withTop(top.at(eligible)).pending(step.id()));
        }
        return again(at, top, loop, variables, entry, trace);
    }

    private Move again(
            Position at,
            Frame top,
            CompiledLoop loop,
            Variables variables,
            LoopEntry entry,
            Trace trace) {
        int next = top.iteration() + LoopScope.batch(loop, top.iteration(), variables);
        if (next < loop.step().loop().maxIterations()) {
            LoopEntry.Verdict verdict = entry.decide(loop, next);
            if (verdict.missing() != null) {
                return new Move(at, new Next.MissingContext(verdict.missing()));
            }
            if (verdict.enters()) {
                return Move.on(at.withTop(new Frame(top.loopId(), next, 0)));
            }
        }
        return Move.on(leave(at, top, trace));
    }

    private static int eligible(
            CompiledLoop loop, Position at, Frame top, Variables variables, Trace trace) {
        Variables inside = LoopScope.of(loop, top.iteration(), variables);
        for (int i = top.bodyIndex(); i < loop.body().size(); i++) {
            WorkStep step = loop.body().get(i);
            if (at.completed().contains(Position.key(List.of(top), step.id()))) {
                continue;
            }
            Condition condition = step.head().runCondition();
            boolean holds = ConditionEvaluator.holds(condition, inside);
            if (condition != null) {
                trace.saw("step", step.id(), condition, holds);
            }
            if (holds) {
                return i;
            }
        }
        return -1;
    }

    private static Position leave(Position at, Frame top, Trace trace) {
        trace.exited(top.loopId(), top.iteration());
        Position out = at.pop();
        return out.with(out.completed().plus(Position.key(out.stack(), top.loopId())));
    }

    private static void select(WorkStep step, String how, Trace trace) {
        trace.selected(step.id(), "Next step: %s%s (%s)".formatted(how, step.title(), step.id()));
    }

    private CompiledLoop loop(Frame frame) {
        CompiledLoop loop = workflow.loops().get(frame.loopId());
        if (loop == null) {
            throw new IllegalStateException(
                    "the workflow has no loop '" + frame.loopId() + "' the position stands in");
        }
        return loop;
    }

    private static int indexOf(CompiledLoop loop, String stepId) {
        for (int i = 0; i < loop.body().size(); i++) {
            if (loop.body().get(i).id().equals(stepId)) {
                return i;
            }
        }
        return loop.body().size();
    }
}
