package dev.workrail.app;

import dev.workrail.app.cli.WorkrailCommand;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Where every process of WorkRail Auto starts: a role of a cluster, a whole machine, or a command.
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String... args) {
        quietUntilConfigured();
        System.exit(WorkrailCommand.execute(args));
    }

    /// Until the application has read its log settings every level counts as wanted, and a broker
    /// that starts meanwhile has much to say at TRACE, which is formatted, kept and then dropped.
    private static void quietUntilConfigured() {
        Logger.getLogger("").setLevel(Level.WARNING);
    }
}
