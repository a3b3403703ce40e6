package dev.workrail.console.http;

import dev.workrail.platform.problem.ProblemCode;
import dev.workrail.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/// What is done to many at once is counted first: the count that a caller saw must still hold.
public final class ExpectedCount {
    /// Most that one request acts upon.
    public static final int MOST = 500;

    private ExpectedCount() {}

    /// Whether a request only asks for the count. One that does more must say how many it expects;
    /// a fault where it does not.
    public static boolean only(
            InputFaults faults, @Nullable Boolean dryRun, @Nullable Integer expected) {
        boolean dry = Boolean.TRUE.equals(dryRun);
        if (!dry && expected == null) {
            faults.add("/expected", "expected the count that a dry run answers, was absent");
        }
        return dry;
    }

    /// @param what the things that are counted, such as `open letters`
    /// @throws ProblemException 409 `count_changed` or 422 `too_many`
    public static void check(long count, long expected, String what) {
        if (count != expected) {
            throw ProblemException.of(
                    ProblemCode.COUNT_CHANGED,
                    "the filter means %d %s, not %d; look again, or give it an 'until'"
                            .formatted(count, what, expected));
        }
        if (count > MOST) {
            throw ProblemException.of(
                    ProblemCode.TOO_MANY,
                    "the filter means %d %s, and %d are the most for one request; narrow it by time"
                            .formatted(count, what, MOST));
        }
    }
}
