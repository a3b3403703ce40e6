package dev.workrail.platform.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.workrail.contracts.json.MalformedJsonException;
import dev.workrail.platform.log.Seldom;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes every error answer of every resource, in the one form of [Problem]. What is no one's fault
/// but ours is logged here with its stack trace, and told with a trace id only.
@Singleton
public final class ProblemMapper {
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);
    private static final Duration DATABASE_RETRY = Duration.ofSeconds(2);
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;

    private final Seldom databaseAway = new Seldom();

    @ServerExceptionMapper
    public Response problem(ProblemException refused) {
        return answer(refused.problem(), refused.retryAfter().orElse(null));
    }

    /// Input that is no JSON, or JSON of another shape.
    @ServerExceptionMapper
    public Response malformed(JsonProcessingException malformed) {
        return answer(malformedBody(malformed), null);
    }

    /// JSON of another shape. Named apart from the above because the framework brings a mapper of
    /// its own for it, which answers without a problem body; the nearest type wins.
    @ServerExceptionMapper
    public Response mismatched(MismatchedInputException mismatched) {
        return malformed(mismatched);
    }

    /// Input that our own reader of JSON refused; its words name no class.
    @ServerExceptionMapper
    public Response malformed(MalformedJsonException malformed) {
        String detail = String.valueOf(malformed.getMessage());
        return answer(ProblemException.badRequest(detail, List.of()).problem(), null);
    }

    /// What the framework itself refuses: no such path, method, media type; a parameter that does
    /// not parse.
    @ServerExceptionMapper
    public Response refused(WebApplicationException refused) {
        if (refused.getCause() instanceof JsonProcessingException malformed) {
            return malformed(malformed);
        }
        if (refused.getCause() instanceof ProblemException problem) {
            return problem(problem);
        }
        int status = refused.getResponse().getStatus();
        if (status >= SERVER_ERROR) {
            return fault(refused);
        }
        if (status < BAD_REQUEST) {
            return refused.getResponse();
        }
        return answer(byStatus(status), null);
    }

    /// Everything else: a database that is away, whoever met it, or a bug.
    @ServerExceptionMapper
    public Response fault(Throwable fault) {
        Optional<SQLException> away = connectionLost(fault);
        if (away.isPresent()) {
            return away(away.get());
        }
        LOG.atError().setCause(fault).log("request failed");
        return answer(
                Problem.of(
                        ProblemCode.INTERNAL, "this is our fault; tell your operator the traceId"),
                null);
    }

    private Response away(SQLException cause) {
        databaseAway
                .tell()
                .ifPresent(others ->
                        LOG.atWarn()
                                .addKeyValue("error", cause.getMessage())
                                .log(
                                        "database is away, request refused, and {} before it",
                                        others));
        return problem(
                ProblemException.unavailable("the database does not answer", DATABASE_RETRY));
    }

    private static Problem malformedBody(JsonProcessingException malformed) {
        String pointer = malformed instanceof JsonMappingException mapping ? pointer(mapping) : "";
        String detail = "expected JSON of another form" + where(malformed.getLocation());
        if (malformed.getCause() instanceof IllegalArgumentException refused
                && refused.getMessage() != null) {
            detail = refused.getMessage();
        }
        return ProblemException.badRequest(
                        "the body is not as expected" + where(malformed.getLocation()),
                        List.of(new Problem.InputError(pointer, detail)))
                .problem();
    }

    private static String where(@Nullable JsonLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }

    private static String pointer(JsonMappingException mapping) {
        return mapping.getPath().stream()
                .map(step ->
                        "/"
                                + (step.getFieldName() == null
                                        ? Integer.toString(step.getIndex())
                                        : step.getFieldName()
                                                .replace("~", "~0")
                                                .replace("/", "~1")))
                .collect(Collectors.joining());
    }

    private static Problem byStatus(int status) {
        return switch (status) {
            case 404 -> Problem.of(ProblemCode.NOT_FOUND, "there is nothing at this path");
            case 405 ->
                    Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "this path takes another method");
            case 406 ->
                    Problem.of(
                            ProblemCode.NOT_ACCEPTABLE,
                            "this path does not answer in a media type that Accept names");
            case 413 -> Problem.of(ProblemCode.TOO_LARGE, "send less");
            case 415 -> Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "send application/json");
            default -> Problem.malformed(status, "a parameter or the body is not as expected");
        };
    }

    private static Optional<SQLException> connectionLost(Throwable fault) {
        for (Throwable at = fault; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql
                    && (sql.getSQLState() == null
                            || sql.getSQLState().startsWith("08")
                            || sql.getSQLState().startsWith("57P"))) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }

    private static Response answer(Problem problem, @Nullable Duration retryAfter) {
        Response.ResponseBuilder answer =
                Response.status(problem.status())
                        .type(MEDIA_TYPE)
                        .entity(problem.withTraceId(traceId()));
        if (retryAfter != null) {
            answer.header(
                    HttpHeaders.RETRY_AFTER, Math.max(1, retryAfter.plusMillis(999).toSeconds()));
        }
        if (problem.status() == 401) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return answer.build();
    }

    private static @Nullable String traceId() {
        SpanContext context = Span.current().getSpanContext();
        return context.isValid() ? context.getTraceId() : null;
    }
}
