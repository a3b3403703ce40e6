package dev.workrail.app.cli.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.app.cli.UnreadableFileException;
import dev.workrail.contracts.json.MalformedJsonException;
import dev.workrail.engine.bundled.BundledWorkflows;
import dev.workrail.engine.compile.Routines;
import dev.workrail.engine.finding.Finding;
import dev.workrail.engine.finding.Severity;
import dev.workrail.engine.finding.Stage;
import dev.workrail.engine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The routines that files of a folder can call: the bundled ones, then those of the nearest folder
/// `routines` in it or up to two levels above.
///
/// @param findings a warning for each file there that is no routine, which a call then lacks
record RoutineFolder(Routines routines, List<Finding> findings) {
    private static final int LEVELS = 3;

    RoutineFolder {
        findings = List.copyOf(findings);
    }

    /// @param folder absent: only the bundled ones
    static RoutineFolder of(@Nullable Path folder) {
        List<JsonNode> definitions = new ArrayList<>(BundledWorkflows.all().values());
        List<Finding> findings = new ArrayList<>();
        Path at = folder;
        for (int level = 0; level < LEVELS && at != null; level++) {
            Path routines = at.resolve("routines");
            if (Files.isDirectory(routines)) {
                read(routines, definitions, findings);
                break;
            }
            at = at.getParent();
        }
        return new RoutineFolder(Routines.of(definitions), findings);
    }

    private static void read(Path folder, List<JsonNode> definitions, List<Finding> findings) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                try {
                    definitions.add(Json.parse(InputFile.read(file, "a routine")));
                } catch (UnreadableFileException | MalformedJsonException e) {
                    findings.add(warning(file, String.valueOf(e.getMessage())));
                }
            }
        } catch (IOException e) {
            findings.add(warning(folder, "the folder cannot be listed"));
        }
    }

    private static Finding warning(Path file, String why) {
        return new Finding(
                Severity.WARNING,
                Stage.COMPILATION,
                "unusable-routine",
                "",
                "%s cannot be called: %s".formatted(file, why),
                "a JSON file with one routine, or no such file");
    }
}
