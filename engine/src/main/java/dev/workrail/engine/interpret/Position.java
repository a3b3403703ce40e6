package dev.workrail.engine.interpret;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a run stands.
///
/// @param stack entered loops, outermost first
/// @param stepId the pending step; absent where the run is complete
public record Position(Completed completed, List<Frame> stack, @Nullable String stepId) {
    public Position {
        stack = List.copyOf(stack);
    }

    public boolean isComplete() {
        return stepId == null;
    }

    /// The innermost loop, absent outside loops.
    public @Nullable Frame top() {
        return stack.isEmpty() ? null : stack.getLast();
    }

    Position withTop(Frame frame) {
        List<Frame> frames = new java.util.ArrayList<>(stack.subList(0, stack.size() - 1));
        frames.add(frame);
        return new Position(completed, frames, stepId);
    }

    Position pop() {
        return new Position(completed, stack.subList(0, stack.size() - 1), stepId);
    }

    Position push(Frame frame) {
        List<Frame> frames = new java.util.ArrayList<>(stack);
        frames.add(frame);
        return new Position(completed, frames, stepId);
    }

    Position with(Completed done) {
        return new Position(done, stack, stepId);
    }

    Position pending(@Nullable String step) {
        return new Position(completed, stack, step);
    }

    /// The key of a step or loop under the entered loops: `loop@iteration::step`.
    public static String key(List<Frame> stack, String id) {
        if (stack.isEmpty()) {
            return id;
        }
        StringBuilder key = new StringBuilder();
        for (Frame frame : stack) {
            key.append(key.isEmpty() ? "" : "/");
            key.append(frame.loopId()).append('@').append(frame.iteration());
        }
        return key.append("::").append(id).toString();
    }
}
