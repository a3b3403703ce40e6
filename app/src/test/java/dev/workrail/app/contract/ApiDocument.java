package dev.workrail.app.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.json.ContractsJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The OpenAPI document as an instance serves it.
record ApiDocument(JsonNode root) {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

    /// Of the instance that answers at `url`.
    static ApiDocument of(URI url) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return new ApiDocument(
                    ContractsJson.read(
                            http.send(
                                            HttpRequest.newBuilder(
                                                            url.resolve(
                                                                    "/api/v1/openapi?format=json"))
                                                    .build(),
                                            BodyHandlers.ofByteArray())
                                    .body(),
                            JsonNode.class));
        }
    }

    /// Every operation, in the document's order.
    List<ApiOperation> operations() {
        List<ApiOperation> all = new ArrayList<>();
        root.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(method -> {
                                    if (METHODS.contains(method.getKey())) {
                                        all.add(
                                                new ApiOperation(
                                                        this,
                                                        path.getKey(),
                                                        method.getKey().toUpperCase(),
                                                        method.getValue()));
                                    }
                                }));
        return all;
    }

    /// What a node stands for: itself, what its `$ref` points to, or what it is where it is not
    /// null.
    JsonNode resolved(JsonNode node) {
        JsonNode at = node;
        while (at.has("$ref") || isOrNull(at)) {
            at =
                    at.has("$ref")
                            ? root.at(at.path("$ref").asText().substring(1))
                            : at.path("anyOf").path(0);
        }
        return at;
    }

    private static boolean isOrNull(JsonNode node) {
        return node.path("anyOf").path(1).path("type").asText().equals("null");
    }
}
