package dev.workrail.app;

import dev.workrail.app.cli.WorkrailCommand;
import io.quarkus.runtime.annotations.QuarkusMain;

/// Where every process of WorkRail Auto starts: a role of a cluster, a whole machine, or a command.
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String... args) {
        System.exit(WorkrailCommand.execute(args));
    }
}
