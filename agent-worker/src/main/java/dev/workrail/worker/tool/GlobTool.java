package dev.workrail.worker.tool;

import java.nio.file.Path;
import java.util.List;

/// Finds files by name.
public final class GlobTool implements Tool {
    private static final int MAX_RESULTS = 100;
    private static final ToolSpec SPEC =
            ToolSpec.of(
                    "Glob",
                    "Find files by a pattern such as src/**/*.ts. Answers at most 100 paths; skips node_modules, .git, dist and build.",
                    """
                    {"type":"object","properties":{
                      "pattern":{"type":"string"},
                      "path":{"type":"string","description":"directory to look in; the workspace by default"}},
                     "required":["pattern"]}\
                    """);

    private final Workspace workspace;

    public GlobTool(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public String call(Arguments arguments) throws ToolException {
        GlobPattern pattern = GlobPattern.of(arguments.text("pattern"));
        Path start = workspace.resolve(arguments.optionalText("path").orElse(""));
        List<String> found =
                FileWalk.below(start).stream()
                        .filter(file -> pattern.matches(start.relativize(file).toString()))
                        .map(workspace::relative)
                        .toList();
        if (found.isEmpty()) {
            return "no file matches";
        }
        String listed = String.join("\n", found.subList(0, Math.min(MAX_RESULTS, found.size())));
        return found.size() <= MAX_RESULTS
                ? listed
                : listed + "\n(%d more; narrow the pattern)".formatted(found.size() - MAX_RESULTS);
    }
}
