package dev.workrail.bench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.bundled.BundledWorkflows;
import dev.workrail.engine.compile.Routines;
import dev.workrail.engine.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The workflows that are measured: those of the folder in the system property
/// `workrail.bench.corpus`, or the bundled ones where it is not set.
record BenchCorpus(List<JsonNode> definitions, Routines routines) {
    static final String PROPERTY = "workrail.bench.corpus";

    static BenchCorpus read() {
        String folder = System.getProperty(PROPERTY);
        List<JsonNode> all =
                folder == null
                        ? List.copyOf(BundledWorkflows.all().values())
                        : files(Path.of(folder));
        return new BenchCorpus(
                all.stream().filter(d -> d.path("steps").isArray()).toList(), Routines.of(all));
    }

    private static List<JsonNode> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<JsonNode> out = new ArrayList<>();
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                out.add(Json.parse(Files.readString(file)));
            }
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The one with the longest text.
    JsonNode largest() {
        return definitions.stream()
                .max(Comparator.comparingInt(d -> d.toString().length()))
                .orElseThrow();
    }

    /// The coding workflow.
    JsonNode coding() {
        return definitions.stream()
                .filter(d -> d.path("id").asText().endsWith("coding-task"))
                .findFirst()
                .orElseThrow();
    }
}
