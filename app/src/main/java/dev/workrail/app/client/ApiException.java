package dev.workrail.app.client;

import com.fasterxml.jackson.databind.JsonNode;

/// The API answered with a problem (RFC 9457). The message repeats what it says.
public final class ApiException extends RuntimeException {
    private final int status;
    private final String explained;

    ApiException(String call, int status, JsonNode problem) {
        this(call, status, explained(problem));
    }

    private ApiException(String call, int status, String explained) {
        super("%s answered %d %s".formatted(call, status, explained));
        this.status = status;
        this.explained = explained;
    }

    public int status() {
        return status;
    }

    /// One line for people: the problem's detail, and each field that is not as expected.
    public String explained() {
        return explained;
    }

    private static String explained(JsonNode problem) {
        StringBuilder line =
                new StringBuilder(
                        problem.path("detail").asText(problem.path("title").asText("no reason")));
        for (JsonNode error : problem.path("errors")) {
            String pointer = error.path("pointer").asText();
            line.append("; ")
                    .append(pointer.isEmpty() ? "the body" : pointer)
                    .append(": ")
                    .append(error.path("detail").asText());
        }
        return line.toString();
    }
}
