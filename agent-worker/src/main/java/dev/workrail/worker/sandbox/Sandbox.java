package dev.workrail.worker.sandbox;

import dev.workrail.worker.process.ProcessResult;

/// Runs the agent's commands and the test gate. Thread-safe.
public interface Sandbox {
    /// Where a command sees its worktree. The same on every worker, so that what an agent remembers
    /// stays true when another worker goes on with its session.
    String WORKSPACE = "/workspace";

    /// Runs a command to its end, or to its limits.
    ///
    /// @throws InterruptedException where the session must stop; the command is dead by then
    ProcessResult run(SandboxCommand command) throws InterruptedException;

    /// False where an operator allowed commands to run without isolation.
    boolean isolated();
}
