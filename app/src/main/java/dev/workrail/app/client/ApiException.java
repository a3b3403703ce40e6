package dev.workrail.app.client;

import com.fasterxml.jackson.databind.JsonNode;

/// The API answered with a problem (RFC 9457). The message repeats what it says.
public final class ApiException extends RuntimeException {
    private final int status;

    ApiException(String call, int status, JsonNode problem) {
        super(
                "%s answered %d %s%s"
                        .formatted(
                                call,
                                status,
                                problem.path("detail").asText(problem.path("title").asText()),
                                problem.has("errors") ? " " + problem.get("errors") : ""));
        this.status = status;
    }

    public int status() {
        return status;
    }
}
