package dev.workrail.app.cli.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.app.cli.CommandFailedException;
import dev.workrail.contracts.json.MalformedJsonException;
import dev.workrail.engine.Workflows;
import dev.workrail.engine.bundled.BundledWorkflows;
import dev.workrail.engine.compile.Bindings;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.compile.Routines;
import dev.workrail.engine.finding.Finding;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.validate.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A workflow file and what it may refer to: the bundled routines, and those in the folder
/// `routines` beside it or above it.
///
/// @param name as the caller named it
/// @param folder where it lies, absent for a bundled one
public record WorkflowFile(String name, String text, @Nullable Path folder) {
    private static final int LEVELS = 3;

    /// The file of that path; where there is none, the bundled workflow of that id.
    ///
    /// @throws CommandFailedException where it cannot be read
    public static WorkflowFile read(Path path) {
        JsonNode bundled = BundledWorkflows.all().get(path.toString());
        if (bundled != null && !Files.exists(path)) {
            return new WorkflowFile(path.toString(), bundled.toPrettyString(), null);
        }
        String text =
                InputFile.read(
                        path,
                        "a file with one workflow definition, or the id of a"
                                + " bundled workflow ("
                                + String.join(", ", BundledWorkflows.all().keySet())
                                + ")");
        return new WorkflowFile(path.toString(), text, path.toAbsolutePath().getParent());
    }

    public boolean isBundled() {
        return folder == null;
    }

    /// Every finding at once.
    ///
    /// @throws CommandFailedException where a routine of the folder cannot be read
    public Validation validate() {
        return Workflows.validate(text, routines(), Bindings.NONE);
    }

    /// @throws CommandFailedException where it is no valid workflow; the message holds every error
    public CompiledWorkflow compile() {
        Validation validation = validate();
        CompiledWorkflow compiled = validation.compiled();
        if (compiled == null) {
            String errors =
                    validation.errors().stream()
                            .map(Finding::message)
                            .collect(Collectors.joining("\n  "));
            throw CommandFailedException.foundWrong(name + " is no valid workflow:\n  " + errors);
        }
        return compiled;
    }

    private Routines routines() {
        List<JsonNode> definitions = new ArrayList<>(BundledWorkflows.all().values());
        Path at = folder;
        for (int level = 0; level < LEVELS && at != null; level++) {
            Path routines = at.resolve("routines");
            if (Files.isDirectory(routines)) {
                definitions.addAll(definitions(routines));
                break;
            }
            at = at.getParent();
        }
        return Routines.of(definitions);
    }

    private static List<JsonNode> definitions(Path folder) {
        List<JsonNode> out = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                out.add(definition(file));
            }
        } catch (IOException e) {
            throw new CommandFailedException("cannot list the routines in " + folder);
        }
        return out;
    }

    private static JsonNode definition(Path file) {
        try {
            return Json.parse(InputFile.read(file, "a file with one routine"));
        } catch (MalformedJsonException e) {
            throw CommandFailedException.foundWrong(
                    "routine "
                            + file
                            + " is no JSON: "
                            + e.getMessage()
                            + "; mend it or move it out of the folder");
        }
    }
}
