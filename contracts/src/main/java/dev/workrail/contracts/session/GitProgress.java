package dev.workrail.contracts.session;

import org.jspecify.annotations.Nullable;

/// How far the worker's own git work has come.
///
/// @param base commit the worktree was made from
/// @param commit the session's commit, once made
/// @param intended the push that was announced and not yet recorded
public record GitProgress(
        String base,
        @Nullable String commit,
        Effect.@Nullable PushIntended intended,
        boolean pushed) {}
