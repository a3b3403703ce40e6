package dev.workrail.console.triggerfile;

import dev.workrail.console.http.InputFaults;
import java.util.ArrayList;
import java.util.List;

/// What is wrong with a file, and what is only worth a word. Not thread-safe.
///
/// @param faults any of them keeps the file from being imported
/// @param warnings of what has no effect here
/// @param unknownAreFaults whether a key nobody knows is a fault or a warning
record FileReport(InputFaults faults, List<Warning> warnings, boolean unknownAreFaults) {
    static FileReport strict() {
        return new FileReport(new InputFaults(), new ArrayList<>(), true);
    }

    static FileReport lenient() {
        return new FileReport(new InputFaults(), new ArrayList<>(), false);
    }

    void fault(String pointer, int line, String detail) {
        faults.add(pointer, "line %d: %s".formatted(line, detail));
    }

    void warn(String pointer, int line, String detail) {
        warnings.add(new Warning(pointer, line, detail));
    }
}
