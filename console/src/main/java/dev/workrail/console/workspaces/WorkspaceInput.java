package dev.workrail.console.workspaces;

import dev.workrail.console.http.InputFaults;
import dev.workrail.console.settings.LimitsInput;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.Limits;
import dev.workrail.contracts.config.SandboxSettings;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.ProjectId;
import dev.workrail.contracts.id.WorkspaceId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A workspace as people write it.
///
/// @param id a slug; absent where the path has it
/// @param baseBranch `main` where absent
/// @param credential name of the secret (purpose git) that pushes, or `integration:` and the id of
///   one that names one
/// @param testCommand run by bash in a clean checkout; exit 0 passes the unit test gate
public record WorkspaceInput(
        @Nullable String id,
        @Nullable String project,
        @Nullable String repositoryUrl,
        @Nullable String baseBranch,
        @Nullable String branchPrefix,
        @Nullable String credential,
        @Nullable String testCommand,
        @Nullable Sandbox sandbox,
        @Nullable LimitsInput limits) {
    private static final int MAX_COMMAND = 4_000;
    private static final int MAX_MEMORY_MIB = 1_048_576;
    private static final int MAX_SECONDS = 86_400;
    private static final int MAX_PROCESSES = 100_000;

    /// What git allows in a ref, and nothing a shell or an option parser could misread.
    private static final Pattern BRANCH =
            Pattern.compile(
                    "(?!.*(?:\\.\\.|//|\\.lock$|/$|\\.$))[A-Za-z0-9_][A-Za-z0-9._/-]{0,199}");

    /// What a tool process may use; absent values take the deployment's defaults.
    public record Sandbox(
            @Nullable Boolean network,
            @Nullable Integer memoryMiB,
            @Nullable Integer cpuSeconds,
            @Nullable Integer processes,
            @Nullable Integer timeoutSeconds) {}

    /// @throws dev.workrail.platform.problem.ProblemException 400 with every fault
    ConfigValue.Workspace read(OrgId org, @Nullable String idOfPath, boolean localAllowed) {
        InputFaults faults = new InputFaults();
        WorkspaceId workspace =
                faults.required("/id", idOfPath == null ? id : idOfPath, WorkspaceId::new);
        String url =
                faults.required(
                        "/repositoryUrl",
                        repositoryUrl,
                        text -> RepositoryUrl.check(text, localAllowed));
        String base = branch(faults, "/baseBranch", baseBranch == null ? "main" : baseBranch);
        String prefix = branchPrefix == null ? null : prefix(faults, branchPrefix);
        ProjectId projectId = faults.parsed("/project", project, ProjectId::new);
        String test = faults.optional("/testCommand", testCommand, MAX_COMMAND);
        SandboxSettings settings = sandbox == null ? null : sandbox(faults, sandbox);
        Limits read = LimitsInput.read(faults, "/limits", limits);
        faults.refuseIfAny();
        if (workspace == null || url == null) {
            throw new IllegalStateException("an absent id or url is a fault");
        }
        return new ConfigValue.Workspace(
                org, workspace, projectId, url, base, prefix, credential, test, settings, read);
    }

    private static String branch(InputFaults faults, String pointer, String name) {
        if (!BRANCH.matcher(name).matches()) {
            faults.add(pointer, "expected the name of a git branch");
        }
        return name;
    }

    private static String prefix(InputFaults faults, String text) {
        branch(faults, "/branchPrefix", text.endsWith("/") ? text + "x" : text);
        return text;
    }

    private static SandboxSettings sandbox(InputFaults faults, Sandbox input) {
        return new SandboxSettings(
                Boolean.TRUE.equals(input.network()),
                faults.within("/sandbox/memoryMiB", input.memoryMiB(), 16, MAX_MEMORY_MIB),
                faults.within("/sandbox/cpuSeconds", input.cpuSeconds(), 1, MAX_SECONDS),
                faults.within("/sandbox/processes", input.processes(), 1, MAX_PROCESSES),
                faults.within("/sandbox/timeoutSeconds", input.timeoutSeconds(), 1, MAX_SECONDS));
    }
}
