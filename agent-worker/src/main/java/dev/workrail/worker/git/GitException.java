package dev.workrail.worker.git;

/// A git command failed. The message names the subcommand and git's own reason, with credentials in
/// URLs left out.
public final class GitException extends RuntimeException {
    public GitException(String message) {
        super(message);
    }

    GitException(String message, Throwable cause) {
        super(message, cause);
    }
}
