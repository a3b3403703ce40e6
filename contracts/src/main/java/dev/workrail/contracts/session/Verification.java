package dev.workrail.contracts.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One fact about a change.
///
/// @param command what was run, for gates that run something
/// @param exitCode its exit code
/// @param output its whole output, by digest
/// @param by worker, session or person that established it
public record Verification(
        Gate gate,
        boolean passed,
        Change change,
        @Nullable String command,
        @Nullable Integer exitCode,
        @Nullable BlobRef output,
        String summary,
        String by,
        Instant at,
        @Nullable Long durationMs) {}
