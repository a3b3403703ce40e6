package dev.workrail.app.cli.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.app.cli.CommandFailedException;
import dev.workrail.engine.Workflows;
import dev.workrail.engine.bundled.BundledWorkflows;
import dev.workrail.engine.compile.Bindings;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.finding.Finding;
import dev.workrail.engine.validate.Validation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A workflow file and what it may refer to: the bundled routines, and those in the folder
/// `routines` beside it or above it.
///
/// @param name as the caller named it
/// @param folder where it lies, absent for a bundled one
public record WorkflowFile(String name, String text, @Nullable Path folder) {
    private static final String EXPECTED =
            "a file with one workflow definition, or the id of a bundled workflow such as"
                    + " wr.quick-task";

    /// The file of that path; where there is none, the bundled workflow of that id.
    ///
    /// @throws CommandFailedException where it cannot be read
    public static WorkflowFile read(Path path) {
        JsonNode bundled = BundledWorkflows.all().get(path.toString());
        if (bundled != null && !Files.exists(path)) {
            return new WorkflowFile(path.toString(), bundled.toPrettyString(), null);
        }
        String text = InputFile.read(path, EXPECTED);
        return new WorkflowFile(path.toString(), text, path.toAbsolutePath().getParent());
    }

    public boolean isBundled() {
        return folder == null;
    }

    /// Every finding at once; routines of the folder that cannot be used are warnings.
    public Validation validate() {
        RoutineFolder routines = RoutineFolder.of(folder);
        Validation own = Workflows.validate(text, routines.routines(), Bindings.NONE);
        List<Finding> findings = new ArrayList<>(own.findings());
        findings.addAll(routines.findings());
        return new Validation(findings, own.compiled());
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
}
