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

    public static ProblemException badRequest(String detail, List<Problem.InputError> errors) {
        return new ProblemException(
                Problem.of(400, "malformed", "Malformed request", detail).withErrors(errors));
    }

    public static ProblemException unauthorized(String detail) {
        return of(401, "unauthorized", "Not authenticated", detail);
    }

    public static ProblemException forbidden(String detail) {
        return of(403, "forbidden", "Not allowed", detail);
    }

    public static ProblemException notFound(String detail) {
        return of(404, "not_found", "Not found", detail);
    }

    /// @param code fixed word for what is in the way
    public static ProblemException conflict(String code, String detail) {
        return of(409, code, "Conflict", detail);
    }

    public static ProblemException tooLarge(String detail) {
        return of(413, "too_large", "Request too large", detail);
    }

    /// @param code fixed word for what the domain refuses
    public static ProblemException unprocessable(String code, String detail) {
        return of(422, code, "Refused", detail);
    }

    /// @param code which limit was hit
    public static ProblemException tooManyRequests(String code, String detail, Duration wait) {
        return of(429, code, "Too many requests", detail).withRetryAfter(wait);
    }

    public static ProblemException unavailable(String detail, Duration wait) {
        return of(503, "unavailable", "Temporarily unavailable", detail).withRetryAfter(wait);
    }

    private static ProblemException of(int status, String code, String title, String detail) {
        return new ProblemException(Problem.of(status, code, title, detail));
    }
}
