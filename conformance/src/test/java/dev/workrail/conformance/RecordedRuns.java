package dev.workrail.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.compile.Routines;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/// The recorded runs of the small workflows, which keep the state of every node.
public final class RecordedRuns {
    private RecordedRuns() {}

    public record Run(JsonNode definition, JsonNode trace) {}

    public static Stream<Named<Run>> synthetic() {
        VectorInput shared = SharedVectors.require();
        return shared.folders("synthetic").stream().flatMap(folder -> of(shared, folder));
    }

    public static Routines routines() {
        return SharedVectors.require().routines();
    }

    private static Stream<Named<Run>> of(VectorInput shared, Path folder) {
        JsonNode definition = VectorInput.read(folder.resolve("workflow.json"));
        List<Path> files =
                shared.files("synthetic/" + folder.getFileName(), ".json").stream()
                        .filter(f -> !f.getFileName().toString().equals("workflow.json"))
                        .filter(f -> !f.getFileName().toString().startsWith("_"))
                        .toList();
        return files.stream()
                .map(file ->
                        Named.of(
                                folder.getFileName() + "/" + file.getFileName(),
                                new Run(definition, VectorInput.read(file))));
    }
}
