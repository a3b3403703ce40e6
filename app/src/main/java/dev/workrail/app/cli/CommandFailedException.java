package dev.workrail.app.cli;

import picocli.CommandLine.ExitCode;

/// A command cannot do what was asked. The message says what was wrong, what was expected, what to
/// do.
public class CommandFailedException extends RuntimeException {
    private static final int NOT_THERE = 3;

    private final int exitCode;

    /// The command was called wrongly, or its surroundings do not allow it: exit code 2.
    public CommandFailedException(String message) {
        this(message, ExitCode.USAGE);
    }

    private CommandFailedException(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /// What the command was given to look at is wrong: exit code 1.
    public static CommandFailedException foundWrong(String message) {
        return new CommandFailedException(message, ExitCode.SOFTWARE);
    }

    /// What was named does not exist, or the caller may not do it: exit code 3.
    public static CommandFailedException notThere(String message) {
        return new CommandFailedException(message, NOT_THERE);
    }

    /// The code the process ends with.
    public final int exitCode() {
        return exitCode;
    }
}
