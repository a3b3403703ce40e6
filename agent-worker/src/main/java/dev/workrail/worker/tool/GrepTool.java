package dev.workrail.worker.tool;

import com.google.re2j.Pattern;
import dev.workrail.engine.pattern.LinearPattern;
import dev.workrail.engine.pattern.UnusablePatternException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds text in files. Patterns are RE2: as in ripgrep, without look-around and back-references,
/// and linear in time whatever the agent writes.
public final class GrepTool implements Tool {
    private static final Set<String> MODES = Set.of("content", "files_with_matches", "count");
    private static final int DEFAULT_LIMIT = 250;
    private static final ToolSpec SPEC =
            ToolSpec.of(
                    "Grep",
                    "Search files of the workspace for a regular expression (RE2 syntax).",
                    """
                    {"type":"object","properties":{
                      "pattern":{"type":"string"},
                      "path":{"type":"string","description":"file or directory; the workspace by default"},
                      "glob":{"type":"string","description":"only files whose name matches, such as *.ts"},
                      "type":{"type":"string","description":"only files of a language, such as java, js, ts, py, go, sh, md"},
                      "output_mode":{"type":"string","enum":["content","files_with_matches","count"]},
                      "head_limit":{"type":"integer","minimum":0,"description":"most lines answered, 250 by default"},
                      "context":{"type":"integer","minimum":0,"description":"lines around each match, for content"},
                      "-i":{"type":"boolean","description":"ignore case"}},
                     "required":["pattern"]}\
                    """);
    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("java", "*.java"),
                    Map.entry("kotlin", "*.{kt,kts}"),
                    Map.entry("js", "*.{js,jsx,mjs,cjs}"),
                    Map.entry("ts", "*.{ts,tsx,mts,cts}"),
                    Map.entry("py", "*.{py,pyi}"),
                    Map.entry("go", "*.go"),
                    Map.entry("rust", "*.rs"),
                    Map.entry("c", "*.{c,h}"),
                    Map.entry("cpp", "*.{cpp,cc,cxx,hpp,hh,h}"),
                    Map.entry("sh", "*.{sh,bash}"),
                    Map.entry("md", "*.{md,markdown}"),
                    Map.entry("json", "*.json"),
                    Map.entry("yaml", "*.{yaml,yml}"),
                    Map.entry("sql", "*.sql"),
                    Map.entry("html", "*.{html,htm}"),
                    Map.entry("css", "*.{css,scss}"));

    private final Workspace workspace;

    public GrepTool(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public String call(Arguments arguments) throws ToolException {
        Path start = workspace.resolve(arguments.optionalText("path").orElse(""));
        Optional<GlobPattern> glob = glob(arguments.optionalText("glob"));
        Optional<GlobPattern> type = type(arguments.optionalText("type"));
        List<Path> files =
                FileWalk.below(start).stream()
                        .filter(file -> admits(glob, file) && admits(type, file))
                        .toList();
        GrepSearch search =
                new GrepSearch(
                        workspace,
                        pattern(arguments),
                        arguments.choice("output_mode", MODES, "files_with_matches"),
                        arguments.number("context", 0),
                        arguments.number("head_limit", DEFAULT_LIMIT));
        return search.in(files);
    }

    private boolean admits(Optional<GlobPattern> glob, Path file) {
        return glob.map(each -> each.matchesNameOrPath(workspace.relative(file))).orElse(true);
    }

    private static Pattern pattern(Arguments arguments) throws ToolException {
        String source = arguments.text("pattern");
        int flags = arguments.flag("-i") ? Pattern.CASE_INSENSITIVE : 0;
        try {
            // Refuses what would fill the heap when its counted repetitions are written out.
            LinearPattern.compile(source, flags);
            return Pattern.compile(source, flags);
        } catch (UnusablePatternException e) {
            throw new ToolException("not a usable regular expression (RE2): " + e.reason(), e);
        }
    }

    private static Optional<GlobPattern> glob(Optional<String> glob) throws ToolException {
        return glob.isEmpty() ? Optional.empty() : Optional.of(GlobPattern.of(glob.get()));
    }

    private static Optional<GlobPattern> type(Optional<String> type) throws ToolException {
        if (type.isEmpty()) {
            return Optional.empty();
        }
        String glob = TYPES.get(type.get());
        if (glob == null) {
            throw new ToolException(
                    "unknown type '%s'; known are %s, or use glob"
                            .formatted(type.get(), TYPES.keySet().stream().sorted().toList()));
        }
        return Optional.of(GlobPattern.of(glob));
    }
}
