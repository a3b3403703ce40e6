package dev.workrail.engine.session;

import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.condition.ConditionEvaluator;
import dev.workrail.engine.interpret.Interpreter;
import dev.workrail.engine.interpret.LoopSignal;
import dev.workrail.engine.interpret.Next;
import dev.workrail.engine.interpret.Position;
import dev.workrail.engine.interpret.Submitted;
import dev.workrail.engine.interpret.Trace;
import dev.workrail.engine.model.JumpIf;
import dev.workrail.engine.model.Variables;
import dev.workrail.engine.model.WorkStep;
import org.jspecify.annotations.Nullable;

/// Where a completed step leads: to the next step, back over a jump, or to the end.
///
/// @param jump the jump taken or used up; absent where the step has none or its condition is false
record Move(Next next, Trace trace, @Nullable SessionEvent jump) {

    /// @param variables with the completed submission's delta merged in
    static Move of(
            Interpreter interpreter,
            SessionState state,
            WorkStep step,
            Position position,
            LoopSignal signal,
            Variables variables,
            Variables scope) {
        Trace trace = new Trace();
        Position done = interpreter.complete(position, variables);
        JumpIf jump = step.jumpIf();
        if (jump != null && ConditionEvaluator.holds(jump.condition(), scope)) {
            int taken = state.memory().jumps().getOrDefault(jump.target(), 0);
            if (taken < jump.maxJumps()) {
                return jumped(interpreter, step, done, jump, taken + 1, variables, trace);
            }
            SessionEvent reached =
                    new SessionEvent.JumpLimitReached(step.id(), jump.target(), jump.maxJumps());
            Next next = interpreter.next(done, variables, new Submitted(step.id(), signal), trace);
            return new Move(next, trace, reached);
        }
        Next next = interpreter.next(done, variables, new Submitted(step.id(), signal), trace);
        return new Move(next, trace, null);
    }

    private static Move jumped(
            Interpreter interpreter,
            WorkStep step,
            Position done,
            JumpIf jump,
            int count,
            Variables variables,
            Trace trace) {
        Position back = interpreter.backTo(done, jump.target());
        Next next =
                back.isComplete()
                        ? interpreter.next(back, variables, Submitted.NOTHING, trace)
                        : new Next.At(back);
        return new Move(
                next,
                trace,
                new SessionEvent.JumpRecorded(step.id(), jump.target(), count, jump.maxJumps()));
    }
}
