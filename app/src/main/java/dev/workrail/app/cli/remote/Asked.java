package dev.workrail.app.cli.remote;

import dev.workrail.app.cli.CommandFailedException;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Asks for what must not be an argument: at a terminal without echo, else a line of standard
/// input.
final class Asked {
    private Asked() {}

    /// @param what it is, such as `API key`
    /// @throws CommandFailedException where nothing is given
    static String secret(String what) {
        Console console = System.console();
        @Nullable String typed;
        if (console != null && console.isTerminal()) {
            char[] secret = console.readPassword(what + ": ");
            typed = secret == null ? null : new String(secret);
        } else {
            typed = line();
        }
        if (typed == null || typed.isBlank()) {
            throw new CommandFailedException("no %s given".formatted(what));
        }
        return typed.strip();
    }

    private static @Nullable String line() {
        try {
            return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                    .readLine();
        } catch (IOException e) {
            throw new CommandFailedException("standard input cannot be read: " + e.getMessage());
        }
    }
}
