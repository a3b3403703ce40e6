package dev.workrail.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.Workflows;
import dev.workrail.engine.compile.Bindings;
import dev.workrail.engine.compile.Routines;
import dev.workrail.engine.finding.Finding;
import dev.workrail.engine.finding.Stage;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.validate.Validation;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The workflows under `invalid`: which stage refuses each, and at which place of the form.
final class InvalidReplay implements Replay {
    private static final String SUFFIX = ".expected.json";

    @Override
    public void replay(VectorInput input, Results results) {
        Routines routines = input.routines();
        for (Path file : input.files("invalid", SUFFIX)) {
            String name = "invalid/" + file.getFileName().toString().replace(SUFFIX, "");
            results.attempt(name, () -> file(file, routines, results));
        }
        input.eachRow("compiled.json", results, row -> compiled(row, input, routines, results));
    }

    private static void file(Path file, Routines routines, Results results) {
        String id = file.getFileName().toString().replace(SUFFIX, "");
        String name = "invalid/" + id;
        JsonNode expected = VectorInput.read(file);
        JsonNode workflow = VectorInput.read(file.resolveSibling(id + ".workflow.json"));
        Validation validation = Workflows.validate(workflow, routines, Bindings.NONE);
        String wanted =
                Decisions.about(name)
                        .map(Decision::expected)
                        .orElse(expected.path("class").asText());
        String actual = outcome(validation);
        if (wanted.equals(actual)
                && actual.equals("schema_failed")
                && expected.has("schemaErrors")) {
            places(name, expected.path("schemaErrors"), validation, results);
        } else {
            results.check(name, wanted, actual);
        }
    }

    /// A row of compiled.json that WorkRail refuses.
    private static void compiled(
            JsonNode row, VectorInput input, Routines routines, Results results) {
        String file = row.path("workflowFile").asText();
        if (!row.path("valid").booleanValue()) {
            input.workflow(file)
                    .ifPresent(definition ->
                            results.check(
                                    "compiled/" + file,
                                    row.path("class").asText(),
                                    outcome(
                                            Workflows.validate(
                                                    definition, routines, Bindings.NONE))));
        }
    }

    private static String outcome(Validation validation) {
        return switch (validation.failedStage().orElse(Stage.ADVICE)) {
            case DOCUMENT, SCHEMA -> "schema_failed";
            case STRUCTURE -> "structural_failed";
            case COMPILATION -> "v1_compilation_failed";
            case ADVICE -> "valid";
        };
    }

    /// WorkRail reports every branch of its alternatives; each place we name must be among them, or
    /// inside a key that it does not know.
    private static void places(
            String name, JsonNode schemaErrors, Validation validation, Results results) {
        Set<String> known = new TreeSet<>();
        Set<String> unknownKeys = new TreeSet<>();
        for (JsonNode error : schemaErrors) {
            String path = Json.text(error, "instancePath", Json.text(error, "path", ""));
            known.add(path);
            String key = Json.text(error.path("params"), "additionalProperty");
            if (key != null) {
                unknownKeys.add(path + "/" + key);
            }
        }
        List<String> others =
                validation.errors().stream()
                        .filter(f -> f.stage() == Stage.SCHEMA)
                        .map(Finding::pointer)
                        .filter(p -> !known.contains(p))
                        .filter(p -> unknownKeys.stream().noneMatch(p::startsWith))
                        .toList();
        String wanted = "findings at " + known;
        results.check(name, wanted, others.isEmpty() ? wanted : "findings at " + others);
    }
}
