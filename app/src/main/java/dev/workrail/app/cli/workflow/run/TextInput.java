package dev.workrail.app.cli.workflow.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Text as a person types it, UTF-8: one line, or lines up to a single `.` or the end of input.
final class TextInput {
    /// More than anything a step takes; a stream without end stops here.
    private static final int MAX_CHARACTERS = 4 * 1024 * 1024;

    private final BufferedReader in;

    /// @param isCommand the first line was a command and stands alone
    /// @param isEnd the input ended
    record Typed(String text, boolean isCommand, boolean isEnd) {
        boolean isNothing() {
            return text.isBlank();
        }
    }

    TextInput(InputStream in) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /// The next line, absent at the end of input.
    @Nullable String line() {
        try {
            return in.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException("the input cannot be read", e);
        }
    }

    /// The lines up to a single `.`, or one command.
    ///
    /// @param commands what counts as a command on the first line
    Typed lines(Predicate<String> commands) {
        StringBuilder text = new StringBuilder();
        String line = line();
        if (line != null && commands.test(line.strip())) {
            return new Typed(line.strip(), true, false);
        }
        while (line != null && !line.strip().equals(".") && text.length() < MAX_CHARACTERS) {
            text.append(line).append('\n');
            line = line();
        }
        return new Typed(text.toString().stripTrailing(), false, line == null);
    }
}
