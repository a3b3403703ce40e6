package dev.workrail.console.http;

import dev.workrail.platform.problem.Problem;
import dev.workrail.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Gathers every fault of an input, so that one answer names them all. Not thread-safe.
public final class InputFaults {
    private final List<Problem.InputError> faults = new ArrayList<>();

    /// @param pointer JSON Pointer into the body
    public InputFaults add(String pointer, String detail) {
        faults.add(new Problem.InputError(pointer, detail));
        return this;
    }

    /// A text that must be there.
    public String text(String pointer, @Nullable String value, int max) {
        if (value == null || value.isBlank()) {
            add(pointer, "expected a text, was " + (value == null ? "absent" : "blank"));
            return "";
        }
        return bounded(pointer, value, max);
    }

    /// A text that may be absent.
    public @Nullable String optional(String pointer, @Nullable String value, int max) {
        return value == null ? null : bounded(pointer, value, max);
    }

    private String bounded(String pointer, String value, int max) {
        if (value.length() > max) {
            add(pointer, "expected at most %d characters, was %d".formatted(max, value.length()));
        } else if (value.indexOf('\0') >= 0) {
            add(pointer, "holds a NUL character, which no text here may");
        } else if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            add(pointer, "holds half a surrogate pair, which is no character");
        }
        return value;
    }

    /// Parses a value that must be there; a refusal becomes a fault and the answer null.
    public <T> @Nullable T required(
            String pointer, @Nullable String value, Function<String, T> parse) {
        if (value == null) {
            add(pointer, "expected a text, was absent");
            return null;
        }
        return parsed(pointer, value, parse);
    }

    /// Parses a value that may be absent; a refusal becomes a fault and the answer null.
    public <T> @Nullable T parsed(
            String pointer, @Nullable String value, Function<String, T> parse) {
        if (value == null) {
            return null;
        }
        try {
            return parse.apply(value);
        } catch (IllegalArgumentException e) {
            add(pointer, String.valueOf(e.getMessage()));
            return null;
        }
    }

    /// A whole number within bounds, or absent.
    public @Nullable Integer within(String pointer, @Nullable Integer value, int min, int max) {
        if (value != null && (value < min || value > max)) {
            add(pointer, "expected %d to %d, was %d".formatted(min, max, value));
        }
        return value;
    }

    /// Those found so far.
    public List<Problem.InputError> all() {
        return List.copyOf(faults);
    }

    public boolean none() {
        return faults.isEmpty();
    }

    /// @throws ProblemException 400 with every fault, where there is one
    public void refuseIfAny() {
        if (!faults.isEmpty()) {
            throw ProblemException.badRequest(
                    "%d field(s) are not as expected; 'errors' names each".formatted(faults.size()),
                    faults);
        }
    }

    /// The body itself, which must be there.
    ///
    /// @throws ProblemException 400 where it is not
    public static <T> T body(@Nullable T body) {
        if (body == null) {
            throw ProblemException.badRequest(
                    "the body must be a JSON object, but there was none",
                    List.of(new Problem.InputError("", "expected an object, was absent")));
        }
        return body;
    }
}
