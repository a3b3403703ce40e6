package dev.workrail.app.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Holds answers to the document: a documented status, in a documented media type, in the form of
/// its schema, without a field that the schema does not have. Not thread-safe.
final class AnswerCheck {
    private static final int FIRST_ERROR = 400;
    private static final int FIRST_FAULT = 500;
    private static final String PROBLEM = "application/problem+json";
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final JsonNode components;
    private final Map<String, Schema> schemas = new HashMap<>();

    AnswerCheck(ApiDocument document) {
        this.components = document.root().path("components").deepCopy();
        close(components.path("schemas"));
    }

    /// Has every object with named fields have no other, but what a late view adds to any.
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.path("properties") instanceof ObjectNode properties
                    && !properties.has("type") | properties.path("type").isObject()
                    && !object.has("additionalProperties")
                    && !object.has("oneOf")
                    && !object.has("anyOf")
                    && !object.has("allOf")) {
                object.put("additionalProperties", false);
                if (!properties.has("stale")) {
                    properties.putObject("stale").put("type", "boolean");
                }
            }
            object.properties().forEach(field -> close(field.getValue()));
        } else if (node instanceof ArrayNode array) {
            array.forEach(AnswerCheck::close);
        }
    }

    /// What is wrong with an answer; empty where nothing is.
    Optional<String> fault(ApiOperation operation, Answer answer) {
        int status = answer.status();
        if (status >= FIRST_FAULT) {
            return Optional.of("answered %d %s".formatted(status, text(answer)));
        }
        if (operation.answer(status).isEmpty()) {
            return Optional.of("answered %d, which is not in the document".formatted(status));
        }
        String mediaType = answer.mediaType();
        if (status >= FIRST_ERROR) {
            return mediaType.equals(PROBLEM)
                    ? problem(operation, answer)
                    : Optional.of("answered %d as '%s'".formatted(status, mediaType));
        }
        boolean described = !operation.answer(status).orElseThrow().path("content").isEmpty();
        if (answer.body().length == 0 && !answer.endless()) {
            return described
                    ? Optional.of("answered %d without a body".formatted(status))
                    : Optional.empty();
        }
        return operation
                .schema(status, mediaType)
                .map(schema -> mismatch(schema, mediaType, answer))
                .orElseGet(() ->
                        Optional.of(
                                "answered %d as '%s', which is not in the document"
                                        .formatted(status, mediaType)));
    }

    private Optional<String> problem(ApiOperation operation, Answer answer) {
        Optional<String> wrong =
                operation
                        .schema(answer.status(), PROBLEM)
                        .flatMap(schema -> mismatch(schema, PROBLEM, answer));
        if (wrong.isPresent()) {
            return wrong;
        }
        int said = ContractsJson.read(answer.body(), JsonNode.class).path("status").asInt();
        return said == answer.status()
                ? Optional.empty()
                : Optional.of("answered %d and says %d".formatted(answer.status(), said));
    }

    private Optional<String> mismatch(JsonNode schema, String mediaType, Answer answer) {
        if (!mediaType.endsWith("json")) {
            return Optional.empty();
        }
        try {
            ContractsJson.read(answer.body(), JsonNode.class);
        } catch (MalformedJsonException e) {
            return Optional.of("answered what is no JSON: " + text(answer));
        }
        List<Error> errors = compiled(schema).validate(answer.text(), InputFormat.JSON);
        return errors.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "answered %d in another form: %s"
                                .formatted(answer.status(), errors.getFirst()));
    }

    private Schema compiled(JsonNode schema) {
        return schemas.computeIfAbsent(
                schema.toString(),
                text -> {
                    ObjectNode whole = (ObjectNode) ContractsJson.read(bytes(text), JsonNode.class);
                    close(whole);
                    whole.set("components", components);
                    return REGISTRY.getSchema(whole.toString(), InputFormat.JSON);
                });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Answer answer) {
        String text = answer.text();
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}
