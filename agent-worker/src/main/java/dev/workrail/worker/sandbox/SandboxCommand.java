package dev.workrail.worker.sandbox;

import java.nio.file.Path;

/// One command line for `/bin/bash -c`.
///
/// @param worktree host directory that appears as [Sandbox#WORKSPACE], the only writable one
/// @param directory where to start, relative to the worktree; empty for its root
/// @param user which of the worker's sandbox users it runs as; one per slot
/// @param outputLimit bytes kept of each of stdout and stderr
public record SandboxCommand(
        String command,
        Path worktree,
        String directory,
        SandboxUser user,
        SandboxLimits limits,
        int outputLimit) {}
