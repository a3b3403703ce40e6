package dev.workrail.console.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.workrail.console.http.Headers;
import dev.workrail.console.http.PageRequest;
import dev.workrail.platform.problem.Problem;
import dev.workrail.platform.problem.ProblemCode;
import dev.workrail.platform.problem.ProblemMapper;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/// What the document's routes share: problems, headers and parameters.
final class CommonComponents {
    private static final ObjectMapper JSON = new JsonMapper();
    private static final int MAX_TEXT = 16_000;
    private static final int MAX_CURSOR = 1_000;
    private static final String PENDING =
            "The change is committed; the other roles hear of it as soon as the log can be written.";
    private static final Map<String, String> PROBLEMS =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("400", "Malformed: `errors` names each fault."),
                            Map.entry(
                                    "401", "Nobody that is known calls, or their proof is wrong."),
                            Map.entry("403", "The caller may not."),
                            Map.entry("404", "There is no such thing in this org."),
                            Map.entry("406", "No media type of `Accept` is answered here."),
                            Map.entry("409", "Something is in the way."),
                            Map.entry("412", "It was changed since it was read."),
                            Map.entry("413", "The request is too large."),
                            Map.entry("415", "The body is in another media type."),
                            Map.entry("416", "Nothing in that range."),
                            Map.entry("422", "Refused, though well formed."),
                            Map.entry("429", "Too many requests."),
                            Map.entry("503", "The log or the database is away.")));

    private CommonComponents() {}

    static void addTo(Components components) {
        components.addSchema("InputError", inputError()).addSchema("Problem", problem());
        PROBLEMS.forEach((status, text) ->
                components.addResponse("Problem" + status, problem(status, text)));
        components.addResponse(
                "Pending",
                OASFactory.createAPIResponse()
                        .description(PENDING)
                        .addHeader(Headers.PUBLICATION, described("`pending`", text()))
                        .content(
                                OASFactory.createContent()
                                        .addMediaType(
                                                "application/json",
                                                OASFactory.createMediaType()
                                                        .schema(OASFactory.createSchema()))));
        headers(components);
        parameters(components);
    }

    static APIResponse response(String name) {
        return OASFactory.createAPIResponse().ref("#/components/responses/" + name);
    }

    static Header header(String name) {
        return OASFactory.createHeader().ref("#/components/headers/" + name);
    }

    /// Gives a parameter that many lists take its bounds.
    static void bound(Parameter parameter) {
        if ("limit".equals(parameter.getName())) {
            parameter
                    .description("Most items of the page.")
                    .schema(
                            OASFactory.createSchema()
                                    .type(List.of(SchemaType.INTEGER))
                                    .format("int32")
                                    .minimum(BigDecimal.ONE)
                                    .maximum(BigDecimal.valueOf(PageRequest.MAX_LIMIT))
                                    .defaultValue(PageRequest.DEFAULT_LIMIT));
        } else if ("cursor".equals(parameter.getName()) && parameter.getDescription() == null) {
            parameter
                    .description("The `next` of the page before.")
                    .schema(text().maxLength(MAX_CURSOR));
        }
    }

    private static void headers(Components components) {
        components
                .addHeader(
                        "RateLimit",
                        described("What is left of each quota: `\"key\";r=5999;t=1`.", text()))
                .addHeader(
                        "RateLimitPolicy",
                        described("Quota and window in seconds: `\"key\";q=6000;w=60`.", text()))
                .addHeader("Position", described("Where the write lies.", text()))
                .addHeader("ETag", described("The version, for If-Match.", text()))
                .addHeader(
                        "RetryAfter",
                        described(
                                "Seconds until a repeat may succeed.",
                                OASFactory.createSchema()
                                        .type(List.of(SchemaType.INTEGER))
                                        .minimum(BigDecimal.ONE)));
    }

    private static void parameters(Components components) {
        components
                .addParameter(
                        "IdempotencyKey",
                        taken(
                                Headers.IDEMPOTENCY_KEY,
                                "Names the request: its repeat within 24 hours gets the first answer.",
                                text().pattern("^[\\x21-\\x7e]{1,200}$")))
                .addParameter(
                        "Position",
                        taken(
                                Headers.POSITION,
                                "What the answer must have seen, from the answer to a write.",
                                text().maxLength(MAX_TEXT)))
                .addParameter("Reason", taken(Headers.REASON, "Why, for the audit log.", text()));
    }

    private static Parameter taken(String name, String description, Schema schema) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.HEADER)
                .description(description)
                .schema(schema);
    }

    private static Header described(String description, Schema schema) {
        return OASFactory.createHeader().description(description).schema(schema);
    }

    private static APIResponse problem(String status, String text) {
        ProblemCode example =
                Arrays.stream(ProblemCode.values())
                        .filter(code -> Integer.toString(code.status()).equals(status))
                        .findFirst()
                        .orElseThrow();
        MediaType body =
                OASFactory.createMediaType()
                        .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))
                        .example(
                                JSON.convertValue(
                                        Problem.of(example, example.meaning()), Object.class));
        APIResponse answer =
                OASFactory.createAPIResponse()
                        .description(text)
                        .content(
                                OASFactory.createContent()
                                        .addMediaType(ProblemMapper.MEDIA_TYPE, body));
        return status.equals("429") || status.equals("503")
                ? answer.addHeader("Retry-After", header("RetryAfter"))
                : answer;
    }

    private static Schema problem() {
        String codes =
                Arrays.stream(ProblemCode.values())
                        .map(code ->
                                "- `%s` (%d): %s"
                                        .formatted(code.wire(), code.status(), code.meaning()))
                        .collect(Collectors.joining("\n"));
        Schema code = text().description(codes);
        Arrays.stream(ProblemCode.values()).map(ProblemCode::wire).forEach(code::addEnumeration);
        return object().description("Every answer that is not a success (RFC 9457).")
                .required(List.of("type", "title", "status", "detail", "code"))
                .addProperty("type", text().description("`/problems/` and the code."))
                .addProperty("title", text())
                .addProperty("status", OASFactory.createSchema().type(List.of(SchemaType.INTEGER)))
                .addProperty("detail", text().description("What was wrong and what to do."))
                .addProperty("code", code)
                .addProperty("traceId", text().description("Finds the logs of this occurrence."))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .type(List.of(SchemaType.ARRAY))
                                .items(
                                        OASFactory.createSchema()
                                                .ref("#/components/schemas/InputError")));
    }

    private static Schema inputError() {
        return object().required(List.of("pointer", "detail"))
                .addProperty(
                        "pointer",
                        text().description("JSON Pointer into the body, or a parameter's name."))
                .addProperty("detail", text());
    }

    private static Schema object() {
        return OASFactory.createSchema().type(List.of(SchemaType.OBJECT));
    }

    private static Schema text() {
        return OASFactory.createSchema().type(List.of(SchemaType.STRING));
    }
}
