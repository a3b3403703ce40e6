package dev.workrail.worker.tool;

import com.google.re2j.Pattern;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One search over files, line by line. Leaves out binary files and files above 8 MiB, and cuts
/// long lines.
final class GrepSearch {
    private static final int MAX_LINE = 500;

    /// Characters of an answer, whatever the limit of lines.
    private static final int MAX_ANSWER = 256 * 1024;

    private final Workspace workspace;
    private final Pattern pattern;
    private final String mode;
    private final int context;
    private final int limit;
    private final List<String> found = new ArrayList<>();

    /// @param limit most lines answered; 0 for all
    GrepSearch(Workspace workspace, Pattern pattern, String mode, int context, int limit) {
        this.workspace = workspace;
        this.pattern = pattern;
        this.mode = mode;
        this.context = context;
        this.limit = limit == 0 ? Integer.MAX_VALUE : limit;
    }

    String in(List<Path> files) throws ToolException {
        for (Path file : files) {
            if (found.size() >= limit) {
                break;
            }
            search(workspace.relative(file), lines(file));
        }
        if (found.isEmpty()) {
            return "no match";
        }
        boolean cut = found.size() >= limit;
        String listed = String.join("\n", found.subList(0, Math.min(limit, found.size())));
        if (listed.length() > MAX_ANSWER) {
            return listed.substring(0, MAX_ANSWER) + "\n(cut; narrow the search)";
        }
        return cut ? listed + "\n(stopped at %d lines)".formatted(limit) : listed;
    }

    private void search(String name, List<String> lines) {
        List<Integer> matches = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (pattern.matcher(lines.get(i)).find()) {
                matches.add(i);
            }
        }
        if (matches.isEmpty()) {
            return;
        }
        switch (mode) {
            case "content" -> content(name, lines, matches);
            case "count" -> found.add(name + ":" + matches.size());
            default -> found.add(name);
        }
    }

    private void content(String name, List<String> lines, List<Integer> matches) {
        int next = 0;
        for (int match : matches) {
            int from = Math.max(next, match - context);
            int to = Math.min(lines.size() - 1, match + context);
            if (context > 0 && next > 0 && from > next) {
                found.add("--");
            }
            for (int i = from; i <= to; i++) {
                char mark = pattern.matcher(lines.get(i)).find() ? ':' : '-';
                found.add(name + mark + (i + 1) + mark + cut(lines.get(i)));
            }
            next = Math.max(next, to + 1);
        }
    }

    private static List<String> lines(Path file) throws ToolException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(WorkspaceFile.MAX_BYTES + 1);
            if (content.length > WorkspaceFile.MAX_BYTES || binary(content)) {
                return List.of();
            }
            return new String(content, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new ToolException("cannot search: " + Workspace.reason(e), e);
        }
    }

    private static boolean binary(byte[] content) {
        for (int i = 0; i < Math.min(content.length, 8000); i++) {
            if (content[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private static String cut(String line) {
        return line.length() > MAX_LINE ? line.substring(0, MAX_LINE) + "…" : line;
    }
}
