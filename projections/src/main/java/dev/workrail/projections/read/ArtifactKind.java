package dev.workrail.projections.read;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What an artifact is, and as what it may be served: never as something a browser would run.
public enum ArtifactKind {
    /// A structured result that the agent handed in with a step.
    ARTIFACT("application/json"),
    /// What a command printed: the tests of a gate.
    OUTPUT("text/plain; charset=utf-8"),
    /// A commit as a patch.
    DIFF("text/plain; charset=utf-8"),
    /// What was said between agent and tools.
    TRANSCRIPT("application/json"),
    /// The uncommitted files of the last checkpoint, as a git bundle.
    WORKTREE("application/octet-stream"),
    /// The workflow the session is bound to.
    WORKFLOW("application/json");

    private final String mediaType;

    ArtifactKind(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /// As rows and answers have it; of a blob, its type.
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ArtifactKind> of(String wire) {
        return Arrays.stream(values()).filter(kind -> kind.wire().equals(wire)).findFirst();
    }
}
