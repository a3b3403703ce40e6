package dev.workrail.app.instance;

import io.quarkus.runtime.Quarkus;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the roles of one process of a cluster.
public final class ServedRoles {
    private static final Logger LOG = LoggerFactory.getLogger(ServedRoles.class);

    private ServedRoles() {}

    /// Runs until the process is told to stop, or does not start: standard error then says why, a
    /// line per reason. What is no refusal of a setting is in the log too, with its stack trace.
    ///
    /// @return the exit code of the process, not 0 where the roles did not start
    public static int run() {
        AtomicInteger exitCode = new AtomicInteger();
        Quarkus.run(
                null,
                (code, failure) -> {
                    exitCode.set(code);
                    if (failure != null) {
                        report(failure);
                    }
                });
        return exitCode.get();
    }

    private static void report(Throwable failure) {
        if (!StartFailure.isRefusal(failure)) {
            LOG.atError().setCause(failure).log("did not start");
        }
        StartFailure.explain(failure, System.err);
    }
}
