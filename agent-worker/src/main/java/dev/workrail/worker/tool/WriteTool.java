package dev.workrail.worker.tool;

/// Writes a whole file. One that exists must have been read and be unchanged.
public final class WriteTool implements Tool {
    private static final ToolSpec SPEC =
            ToolSpec.of(
                    "Write",
                    "Write a file of the workspace, whole. An existing file must have been Read before and be unchanged since.",
                    """
                    {"type":"object","properties":{
                      "filePath":{"type":"string","description":"path relative to the workspace, or below /workspace"},
                      "content":{"type":"string"}},
                     "required":["filePath","content"]}\
                    """);

    private final Workspace workspace;
    private final ReadLedger ledger;

    public WriteTool(Workspace workspace, ReadLedger ledger) {
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
        String content = arguments.text("content");
        if (file.exists()) {
            file.readKnown();
        }
        file.write(content);
        return "wrote %s (%d characters)".formatted(file.name(), content.length());
    }
}
