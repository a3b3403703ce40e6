package dev.workrail.worker.agent;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Notices an agent that goes in circles. Pure over what it was told; not thread-safe.
public final class StuckDetector {
    private static final int SAME_CALLS = 3;
    private static final int MAX_ARGUMENTS = 2000;
    private static final int NO_PROGRESS_PERCENT = 80;

    private final Deque<String> calls = new ArrayDeque<>();
    private final int maxTurns;
    private boolean noProgressSaid;

    /// @param maxTurns the session's limit of turns
    public StuckDetector(int maxTurns) {
        this.maxTurns = maxTurns;
    }

    /// @param fatal true where the session must end
    public record Stuck(String reason, String detail, boolean fatal) {}

    public void called(ToolCall call) {
        String arguments = call.arguments().toString();
        calls.addLast(
                call.tool()
                        + " "
                        + arguments.substring(0, Math.min(MAX_ARGUMENTS, arguments.length())));
        if (calls.size() > SAME_CALLS) {
            calls.removeFirst();
        }
    }

    /// Asked at the end of each turn.
    ///
    /// @param turns turns so far
    /// @param advances steps completed so far
    public Optional<Stuck> check(int turns, int advances) {
        if (calls.size() == SAME_CALLS && calls.stream().distinct().count() == 1) {
            return Optional.of(
                    new Stuck(
                            "repeated_tool_call",
                            "the same call of %s %d times in a row"
                                    .formatted(calls.getLast().split(" ")[0], SAME_CALLS),
                            true));
        }
        boolean late = (long) turns * 100 >= (long) maxTurns * NO_PROGRESS_PERCENT;
        if (late && advances == 0 && !noProgressSaid) {
            noProgressSaid = true;
            return Optional.of(
                    new Stuck(
                            "no_progress",
                            "no step completed in %d of %d turns".formatted(turns, maxTurns),
                            false));
        }
        return Optional.empty();
    }
}
