package dev.workrail.app.cli.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.app.cli.CommandFailedException;
import dev.workrail.contracts.json.MalformedJsonException;
import dev.workrail.engine.Workflows;
import dev.workrail.engine.bundled.BundledWorkflows;
import dev.workrail.engine.compile.Bindings;
import dev.workrail.engine.compile.Routines;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.validate.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A workflow file and what it may refer to: the bundled routines, and those in the folder
/// `routines` beside it or above it.
record WorkflowFile(Path path, String text) {
    private static final int LEVELS = 3;

    /// @throws CommandFailedException where it cannot be read
    static WorkflowFile read(Path path) {
        try {
            return new WorkflowFile(path, Files.readString(path));
        } catch (IOException e) {
            throw new CommandFailedException(
                    "cannot read " + path + "; expected a UTF-8 file with one workflow definition");
        }
    }

    Validation validate() {
        return Workflows.validate(text, routines(), Bindings.NONE);
    }

    private Routines routines() {
        List<JsonNode> definitions = new ArrayList<>(BundledWorkflows.all().values());
        Path folder = path.toAbsolutePath().getParent();
        for (int level = 0; level < LEVELS && folder != null; level++) {
            Path routines = folder.resolve("routines");
            if (Files.isDirectory(routines)) {
                definitions.addAll(definitions(routines));
                break;
            }
            folder = folder.getParent();
        }
        return Routines.of(definitions);
    }

    /// Files that are no JSON are left out here; they have findings of their own when they are
    /// asked about.
    private static List<JsonNode> definitions(Path folder) {
        List<JsonNode> out = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                out.add(definition(file));
            }
        } catch (IOException e) {
            throw new CommandFailedException("cannot list " + folder);
        }
        return out;
    }

    private static JsonNode definition(Path file) {
        try {
            return Json.parse(read(file).text());
        } catch (MalformedJsonException e) {
            throw new CommandFailedException("routine " + file + " is no JSON: " + e.getMessage());
        }
    }
}
