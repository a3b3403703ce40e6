package dev.workrail.worker.agent;

import dev.workrail.worker.sandbox.Sandbox;
import java.util.List;

/// What an agent is told before its first step.
public final class SystemPrompt {
    private static final String BASE =
            """
            You are an autonomous software engineer. You work through a workflow, one step at a time, without anyone to ask.

            - Do exactly what the current step asks. When it is done, call complete_step with notes on what you did and found; its result is the next step. Only complete_step moves the workflow on; ending your turn does not.
            - Decide from evidence in this order: the step's instructions, the repository, what your commands print. Do not guess what you can look up.
            - Read a file before you change it. Prefer small changes that you verify.
            - Do not commit, push or create branches: the worker makes the commit from your working files, tests it and pushes it.
            - There is no network. Never write secrets into files.
            - If something fails, say so. Use report_issue for what a person should know; never claim what you did not verify.
            """;

    private SystemPrompt() {}

    /// @param goal what the session is for
    /// @param references documents named by the trigger
    public static String of(String goal, List<String> references, boolean worktree) {
        StringBuilder text = new StringBuilder(BASE);
        text.append("\n## Goal\n").append(goal).append('\n');
        text.append("\n## Workspace\n").append(Sandbox.WORKSPACE);
        text.append(
                worktree
                        ? " is a worktree made for this session. Work only in it.\n"
                        : " is a directory for this session alone.\n");
        if (!references.isEmpty()) {
            text.append("\n## Reference documents\n");
            references.forEach(url -> text.append("- ").append(url).append('\n'));
        }
        return text.toString();
    }
}
