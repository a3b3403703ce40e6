package dev.workrail.worker.tool;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Shows a file with line numbers, as `cat -n` does.
public final class ReadTool implements Tool {
    private static final int MAX_WHOLE = 256 * 1024;
    private static final ToolSpec SPEC =
            ToolSpec.of(
                    "Read",
                    "Read a file of the workspace. Answers its lines with numbers. Files above 256 KiB need offset and limit.",
                    """
                    {"type":"object","properties":{
                      "filePath":{"type":"string","description":"path relative to the workspace, or below /workspace"},
                      "offset":{"type":"integer","minimum":0,"description":"first line, counted from 0"},
                      "limit":{"type":"integer","minimum":0,"description":"how many lines"}},
                     "required":["filePath"]}\
                    """);

    private final Workspace workspace;
    private final ReadLedger ledger;

    public ReadTool(Workspace workspace, ReadLedger ledger) {
        this.workspace = workspace;
        this.ledger = ledger;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public String call(Arguments arguments) throws ToolException {
        WorkspaceFile file = new WorkspaceFile(workspace, ledger, arguments.text("filePath"));
        int offset = arguments.number("offset", 0);
        int limit = arguments.number("limit", 0);
        byte[] content = file.read();
        if (limit == 0 && content.length > MAX_WHOLE) {
            throw new ToolException(
                    "'%s' has %d bytes; above %d give offset and limit"
                            .formatted(file.name(), content.length, MAX_WHOLE));
        }
        file.saw(content);
        return numbered(new String(content, StandardCharsets.UTF_8), offset, limit);
    }

    /// As `cat -n` counts them: only a line feed ends a line, and the last may lack it.
    private static List<String> lines(String text) {
        String whole = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return List.of(whole.split("\n", -1));
    }

    private static String numbered(String text, int offset, int limit) throws ToolException {
        if (text.isEmpty()) {
            return "(the file is empty)";
        }
        List<String> lines = lines(text);
        int end = limit == 0 ? lines.size() : (int) Math.min(lines.size(), (long) offset + limit);
        StringBuilder out = new StringBuilder();
        for (int i = offset; i < end; i++) {
            out.append("%6d\t%s\n".formatted(i + 1, lines.get(i)));
            if (out.length() > MAX_WHOLE) {
                throw new ToolException(
                        "lines %d to %d are more than %d bytes; ask for fewer"
                                .formatted(offset + 1, end, MAX_WHOLE));
            }
        }
        return out.isEmpty()
                ? "(the file has only %d lines)".formatted(lines.size())
                : out.toString();
    }
}
