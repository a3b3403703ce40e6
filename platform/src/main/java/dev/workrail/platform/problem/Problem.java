package dev.workrail.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A problem as a client sees it (RFC 9457). Never names a class and holds no stack trace.
///
/// @param type URI reference that names the kind of problem: `/problems/<code>`
/// @param title short and the same for every occurrence
/// @param status HTTP status
/// @param detail what was wrong this time, what was expected, what to do
/// @param code fixed word for programs, of [ProblemCode], such as `not_found`
/// @param traceId finds the logs of this occurrence; filled in by the mapper
/// @param errors single faults of the input
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @Nullable String traceId,
        List<InputError> errors) {
    public Problem {
        errors = List.copyOf(errors);
    }

    /// One fault of the input.
    ///
    /// @param pointer JSON Pointer (RFC 6901) into the body, or the parameter's name
    public record InputError(String pointer, String detail) {}

    public static Problem of(ProblemCode code, String detail) {
        return new Problem(
                "/problems/" + code.wire(),
                code.title(),
                code.status(),
                detail,
                code.wire(),
                null,
                List.of());
    }

    /// Malformed in a way that has a status of its own.
    static Problem malformed(int status, String detail) {
        Problem malformed = of(ProblemCode.MALFORMED, detail);
        return new Problem(
                malformed.type, malformed.title, status, detail, malformed.code, null, List.of());
    }

    public Problem withErrors(List<InputError> all) {
        return new Problem(type, title, status, detail, code, traceId, all);
    }

    public Problem withTraceId(@Nullable String id) {
        return new Problem(type, title, status, detail, code, id, errors);
    }
}
