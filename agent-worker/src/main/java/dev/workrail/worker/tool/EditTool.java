package dev.workrail.worker.tool;

/// Replaces one text in a file by another. The file must have been read and be unchanged.
public final class EditTool implements Tool {
    private static final ToolSpec SPEC =
            ToolSpec.of(
                    "Edit",
                    "Replace old_string by new_string in a file that was Read before. old_string must occur exactly once, unless replace_all is true.",
                    """
                    {"type":"object","properties":{
                      "file_path":{"type":"string","description":"path relative to the workspace, or below /workspace"},
                      "old_string":{"type":"string"},
                      "new_string":{"type":"string"},
                      "replace_all":{"type":"boolean"}},
                     "required":["file_path","old_string","new_string"]}\
                    """);

    private final Workspace workspace;
    private final ReadLedger ledger;

    public EditTool(Workspace workspace, ReadLedger ledger) {
        this.workspace = workspace;
        this.ledger = ledger;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public String call(Arguments arguments) throws ToolException {
        WorkspaceFile file = new WorkspaceFile(workspace, ledger, arguments.text("file_path"));
        String old = arguments.text("old_string");
        String replacement = arguments.text("new_string");
        if (old.isEmpty()) {
            throw new ToolException("'old_string' must not be empty; use Write for a new file");
        }
        if (old.equals(replacement)) {
            throw new ToolException("'old_string' and 'new_string' are the same; nothing to do");
        }
        String content = file.readKnownText();
        int found = occurrences(content, old);
        if (found == 0) {
            throw new ToolException("'old_string' does not occur in '" + file.name() + "'");
        }
        if (found > 1 && !arguments.flag("replace_all")) {
            throw new ToolException(
                    "'old_string' occurs %d times in '%s'; make it unique or set replace_all"
                            .formatted(found, file.name()));
        }
        file.write(content.replace(old, replacement));
        return "replaced %d occurrence(s) in %s".formatted(found, file.name());
    }

    private static int occurrences(String text, String part) {
        int count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }
}
