package dev.workrail.app.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// One operation of the document.
record ApiOperation(ApiDocument document, String path, String method, JsonNode node) {
    /// A parameter, resolved.
    record Parameter(String name, String in, boolean required, JsonNode schema) {}

    /// What a body may be.
    record Body(String mediaType, JsonNode schema, Optional<JsonNode> example) {}

    String id() {
        return node.path("operationId").asText();
    }

    List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>();
        node.path("parameters")
                .forEach(one -> {
                    JsonNode parameter = document.resolved(one);
                    all.add(
                            new Parameter(
                                    parameter.path("name").asText(),
                                    parameter.path("in").asText(),
                                    parameter.path("required").asBoolean(),
                                    document.resolved(parameter.path("schema"))));
                });
        return all;
    }

    Optional<Body> body() {
        return node.path("requestBody").path("content").properties().stream()
                .findFirst()
                .map(content ->
                        new Body(
                                content.getKey(),
                                document.resolved(content.getValue().path("schema")),
                                Optional.ofNullable(content.getValue().get("example"))));
    }

    boolean streams() {
        return answer(200)
                .filter(answer -> answer.path("content").has("text/event-stream"))
                .isPresent();
    }

    /// What the document says of an answer with `status`.
    Optional<JsonNode> answer(int status) {
        return Optional.ofNullable(node.path("responses").get(Integer.toString(status)))
                .map(document::resolved);
    }

    /// The schema of an answer in a media type; empty where the document has none.
    Optional<JsonNode> schema(int status, String mediaType) {
        return answer(status)
                .map(answer -> answer.path("content"))
                .flatMap(content ->
                        Stream.of(content.get(mediaType), content.get("*/*"))
                                .filter(Objects::nonNull)
                                .findFirst())
                .map(content -> content.path("schema"));
    }

    Map<Integer, JsonNode> answers() {
        Map<Integer, JsonNode> all = new TreeMap<>();
        node.path("responses")
                .properties()
                .forEach(one ->
                        all.put(Integer.parseInt(one.getKey()), document.resolved(one.getValue())));
        return all;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
