package dev.workrail.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.model.Variables;
import dev.workrail.engine.template.TemplateResolver;

/// Rows of templates.json: id, template, context, expected.
final class TemplateReplay implements Replay {
    @Override
    public void replay(VectorInput input, Results results) {
        input.eachRow("templates.json", results, row -> row(row, results));
    }

    private static void row(JsonNode row, Results results) {
        String name = "templates/" + row.path("id").asText();
        String actual =
                TemplateResolver.resolve(
                        row.path("template").asText(), Variables.of(row.path("context")));
        String expected =
                Decisions.about(name).map(Decision::expected).orElse(row.path("expected").asText());
        results.check(name, expected, actual);
    }
}
