package dev.workrail.app.instance;

import dev.workrail.platform.deployment.RefusedStartException;
import java.io.PrintStream;
import java.util.stream.Collectors;

/// Says in one line why an instance did not start, or in one line per setting that was refused. The
/// log holds the rest.
final class StartFailure {
    private static final String PREFIX = "workrail: did not start: ";

    private StartFailure() {}

    static void explain(Throwable failure, PrintStream err) {
        Throwable root = root(failure);
        String message = root.getMessage();
        if (message == null) {
            err.println(PREFIX + root.getClass().getSimpleName());
        } else if (isRefusal(failure)) {
            message.lines().forEach(line -> err.println(PREFIX + line));
        } else {
            err.println(PREFIX + oneLine(message));
        }
    }

    /// Whether the cause is a setting, which the message says all about.
    static boolean isRefusal(Throwable failure) {
        return root(failure) instanceof RefusedStartException;
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    private static String oneLine(String message) {
        return message.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
