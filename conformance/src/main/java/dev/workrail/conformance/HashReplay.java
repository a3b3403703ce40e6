package dev.workrail.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.json.CanonicalJson;
import dev.workrail.engine.json.Digest;
import dev.workrail.engine.json.EngineIds;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.json.NonFiniteNumberException;

/// Rows of hashes.json: canonical forms and digests, and derived ids.
final class HashReplay implements Replay {
    @Override
    public void replay(VectorInput input, Results results) {
        input.eachRow("hashes.json", results, row -> row(row, results));
    }

    private static void row(JsonNode row, Results results) {
        String name = "hashes/" + row.path("id").asText();
        String group = row.path("group").asText();
        if (group.equals("workflowHashRef")) {
            String actual = EngineIds.workflowHashRef(row.path("input").asText());
            results.check(name, row.path("expected").asText(), actual);
        } else if (group.startsWith("attemptId:")) {
            String actual = EngineIds.nextAttemptId(row.path("input").asText());
            results.check(name, row.path("expected").asText(), actual);
        } else {
            results.check(name, expected(row), actual(row.path("json").asText()));
        }
    }

    private static String expected(JsonNode row) {
        return row.has("error")
                ? "error: " + row.path("error").asText()
                : row.path("canonical").asText() + " " + row.path("sha256").asText();
    }

    private static String actual(String json) {
        try {
            JsonNode value = Json.parse(json);
            return CanonicalJson.text(value) + " " + Digest.of(value);
        } catch (NonFiniteNumberException e) {
            return "error: CANONICAL_JSON_NON_FINITE_NUMBER";
        }
    }
}
