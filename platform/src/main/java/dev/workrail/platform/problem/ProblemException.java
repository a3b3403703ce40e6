package dev.workrail.platform.problem;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Ends a request with a problem. Carries no stack trace: it is an answer, not a fault.
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;
    private final @Nullable Duration retryAfter;

    public ProblemException(Problem problem) {
        this(problem, null);
    }

    private ProblemException(Problem problem, @Nullable Duration retryAfter) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    public Problem problem() {
        return problem;
    }

    /// When a repeat may succeed: sent as Retry-After, in whole seconds rounded up.
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    public ProblemException withRetryAfter(Duration wait) {
        return new ProblemException(problem, wait);
    }

    public static ProblemException of(ProblemCode code, String detail) {
        return new ProblemException(Problem.of(code, detail));
    }

    public static ProblemException badRequest(String detail, List<Problem.InputError> errors) {
        return new ProblemException(Problem.of(ProblemCode.MALFORMED, detail).withErrors(errors));
    }

    public static ProblemException unauthorized(String detail) {
        return of(ProblemCode.UNAUTHORIZED, detail);
    }

    public static ProblemException forbidden(String detail) {
        return of(ProblemCode.FORBIDDEN, detail);
    }

    public static ProblemException notFound(String detail) {
        return of(ProblemCode.NOT_FOUND, detail);
    }

    public static ProblemException tooLarge(String detail) {
        return of(ProblemCode.TOO_LARGE, detail);
    }

    /// @param code which limit was hit
    public static ProblemException tooManyRequests(ProblemCode code, String detail, Duration wait) {
        return of(code, detail).withRetryAfter(wait);
    }

    public static ProblemException unavailable(String detail, Duration wait) {
        return of(ProblemCode.UNAVAILABLE, detail).withRetryAfter(wait);
    }
}
