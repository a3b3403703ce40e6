package dev.workrail.app.instance;

import java.io.PrintStream;
import java.util.stream.Collectors;

/// Says in one line why an instance did not start. The log holds the rest.
final class StartFailure {
    private StartFailure() {}

    static void explain(Throwable failure, PrintStream err) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage();
        err.println(
                "workrail: did not start: "
                        + (message == null ? root.getClass().getSimpleName() : oneLine(message)));
    }

    private static String oneLine(String message) {
        return message.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
