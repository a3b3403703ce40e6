package dev.workrail.worker.session;

import dev.workrail.worker.git.DirectoryRemoval;
import dev.workrail.worker.git.Mirror;
import dev.workrail.worker.git.SessionWorktree;
import java.nio.file.Path;

/// Where a session's files lie.
sealed interface SessionFiles {
    Path root();

    void remove();

    /// A worktree whose changes become a commit.
    ///
    /// @param ref the ref the commit is pushed to
    record Worktree(SessionWorktree worktree, Mirror mirror, String ref) implements SessionFiles {
        @Override
        public Path root() {
            return worktree.files();
        }

        @Override
        public void remove() {
            worktree.remove();
        }
    }

    /// Files that nothing is committed of: a read-only checkout, or an empty directory.
    record Loose(Path home, Path root) implements SessionFiles {
        @Override
        public void remove() {
            DirectoryRemoval.remove(home);
        }
    }
}
