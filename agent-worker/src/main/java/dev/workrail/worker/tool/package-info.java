/// The agent's tools, confined to the session's worktree.
@NullMarked
package dev.workrail.worker.tool;

import org.jspecify.annotations.NullMarked;
