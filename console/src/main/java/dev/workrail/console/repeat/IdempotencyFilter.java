package dev.workrail.console.repeat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.workrail.console.access.Caller;
import dev.workrail.console.http.Headers;
import dev.workrail.console.http.ShownOnce;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.problem.Problem;
import dev.workrail.platform.problem.ProblemCode;
import dev.workrail.platform.problem.ProblemException;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/// Gives a POST that carries an Idempotency-Key one effect: its repeat within a day gets the first
/// answer, another request under the same key is refused. An answer that says no is not kept, as
/// nothing was done.
@Singleton
public final class IdempotencyFilter {
    private static final String RESERVED = "workrail.idempotency";
    private static final String API = "/api/v1/";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final Duration AT_WORK = Duration.ofSeconds(1);
    private static final List<String> KEPT_HEADERS =
            List.of(Headers.POSITION, Headers.PUBLICATION, HttpHeaders.LOCATION, HttpHeaders.ETAG);
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    // Filters are made while the application is built, when no setting is known yet.
    private final Provider<KeptAnswers> answers;
    private final Caller caller;
    private final ObjectMapper json;

    public IdempotencyFilter(Provider<KeptAnswers> answers, Caller caller, ObjectMapper json) {
        this.answers = answers;
        this.caller = caller;
        this.json = json;
    }

    private record Reserved(OrgId org, String key) {}

    @ServerRequestFilter(priority = Priorities.USER)
    public @Nullable Response begin(ContainerRequestContext request) throws IOException {
        String key = request.getHeaderString(Headers.IDEMPOTENCY_KEY);
        String path = request.getUriInfo().getPath();
        // Where nobody is known to call, a repeat cannot be told from a stranger's request.
        if (key == null
                || !path.startsWith(API)
                || !request.getMethod().equals("POST")
                || caller.known().isEmpty()) {
            return null;
        }
        if (!KEY.matcher(key).matches()) {
            throw ProblemException.badRequest(
                    "header Idempotency-Key: expected 1 to 200 printable ASCII characters",
                    List.of(new Problem.InputError(Headers.IDEMPOTENCY_KEY, "not as expected")));
        }
        byte[] body = request.getEntityStream().readAllBytes();
        request.setEntityStream(new ByteArrayInputStream(body));
        OrgId org = org(request);
        return switch (answers.get().begin(org, key, hash(caller.subject(), path, body))) {
            case KeptAnswers.Standing.First _ -> {
                request.setProperty(RESERVED, new Reserved(org, key));
                yield null;
            }
            case KeptAnswers.Standing.AtWork _ ->
                    throw ProblemException.of(
                                    ProblemCode.IN_PROGRESS,
                                    "the first request with this Idempotency-Key is still at work")
                            .withRetryAfter(AT_WORK);
            case KeptAnswers.Standing.Other _ ->
                    throw ProblemException.of(
                            ProblemCode.IDEMPOTENCY_KEY_REUSED,
                            "this Idempotency-Key was sent with another request; use a fresh one");
            case KeptAnswers.Standing.Answered answered -> replay(answered);
        };
    }

    @ServerResponseFilter
    public void end(ContainerRequestContext request, ContainerResponseContext response)
            throws JsonProcessingException {
        if (!(request.getProperty(RESERVED) instanceof Reserved reserved)) {
            return;
        }
        request.removeProperty(RESERVED);
        if (response.getStatusInfo().getFamily() != Response.Status.Family.SUCCESSFUL) {
            answers.get().release(reserved.org(), reserved.key());
            return;
        }
        Map<String, String> headers = new TreeMap<>();
        for (String name : KEPT_HEADERS) {
            String value = response.getHeaderString(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        answers.get()
                .keep(
                        reserved.org(),
                        reserved.key(),
                        new KeptAnswers.Standing.Answered(
                                response.getStatus(),
                                json.writeValueAsString(headers),
                                kept(response.getEntity())));
    }

    private @Nullable String kept(@Nullable Object entity) throws JsonProcessingException {
        if (entity == null) {
            return null;
        }
        return json.writeValueAsString(
                entity instanceof ShownOnce once ? once.withoutSecret() : entity);
    }

    private Response replay(KeptAnswers.Standing.Answered answered) throws JsonProcessingException {
        Response.ResponseBuilder answer =
                Response.status(answered.status()).header(Headers.REPLAYED, "true");
        json.readValue(answered.headers(), TEXTS).forEach(answer::header);
        if (answered.body() != null) {
            answer.type(MediaType.APPLICATION_JSON_TYPE).entity(answered.body());
        }
        return answer.build();
    }

    private static OrgId org(ContainerRequestContext request) {
        String org = request.getUriInfo().getPathParameters().getFirst("org");
        return org == null ? ConfigValue.Domain.OPERATOR : new OrgId(org);
    }

    private static byte[] hash(String subject, String path, byte[] body) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(subject.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
            sha256.update(path.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
            return sha256.digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform provides SHA-256", e);
        }
    }
}
