package dev.workrail.worker.session;

import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.worker.sandbox.Sandbox;
import dev.workrail.worker.sandbox.SandboxLimits;
import dev.workrail.worker.sandbox.SandboxUser;
import dev.workrail.worker.tool.BashTool;
import dev.workrail.worker.tool.EditTool;
import dev.workrail.worker.tool.GlobTool;
import dev.workrail.worker.tool.GrepTool;
import dev.workrail.worker.tool.ReadLedger;
import dev.workrail.worker.tool.ReadTool;
import dev.workrail.worker.tool.Tool;
import dev.workrail.worker.tool.Workspace;
import dev.workrail.worker.tool.WriteTool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The tools that work on a session's files.
final class Toolbox {
    private static final Set<String> CHANGING = Set.of("Bash", "Write", "Edit");

    private Toolbox() {}

    /// Whether a call of the tool may leave files other than they were.
    static boolean changesFiles(String tool) {
        return CHANGING.contains(tool);
    }

    static List<Tool> over(
            Path root, SandboxUser user, Sandbox sandbox, SandboxLimits limits, ReadLedger ledger) {
        Workspace workspace;
        try {
            workspace = new Workspace(root, user);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(
                new BashTool(sandbox, workspace, limits),
                new ReadTool(workspace, ledger),
                new WriteTool(workspace, ledger),
                new EditTool(workspace, ledger),
                new GlobTool(workspace),
                new GrepTool(workspace));
    }

    static SandboxLimits limits(SandboxLimits defaults, Optional<ConfigValue.Workspace> workspace) {
        return workspace.map(each -> defaults.with(each.sandbox())).orElse(defaults);
    }
}
