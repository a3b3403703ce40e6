package dev.workrail.app.cli;

import java.nio.file.Path;

/// A file that a command was given cannot be read.
public final class UnreadableFileException extends CommandFailedException {
    private final String why;
    private final String expected;

    /// @param why a clause, such as `it is a directory`
    /// @param expected what the file should be
    public UnreadableFileException(Path file, String why, String expected) {
        super("cannot read %s: %s; expected %s".formatted(file, why, expected));
        this.why = why;
        this.expected = expected;
    }

    public String why() {
        return why;
    }

    public String expected() {
        return expected;
    }
}
