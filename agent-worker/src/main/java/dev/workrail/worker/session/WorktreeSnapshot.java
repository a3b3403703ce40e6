package dev.workrail.worker.session;

import dev.workrail.worker.git.SessionWorktree;

/// Keeps the agent's uncommitted work, so that another worker finds it. Stores nothing where
/// nothing changed.
final class WorktreeSnapshot {
    private final SessionFiles files;
    private final Checkpoints checkpoints;
    private String last = "";

    WorktreeSnapshot(SessionFiles files, Checkpoints checkpoints) {
        this.files = files;
        this.checkpoints = checkpoints;
    }

    void take() throws InterruptedException {
        if (files instanceof SessionFiles.Worktree(SessionWorktree worktree, _, _)) {
            String tree = worktree.tree();
            if (!tree.equals(last)) {
                checkpoints.worktreeAt(worktree.snapshot(tree));
                last = tree;
            }
        }
    }
}
