package dev.workrail.app.cli;

import dev.workrail.app.instance.OneMachine;
import dev.workrail.app.instance.Progress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `workrail up`: everything on this machine, until Ctrl-C.
@Command(
        name = "up",
        description =
                "Start every role with a broker and a database of its own, and stay up. Started again on the same"
                        + " data directory it goes on where it was.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    @Mixin InstanceOptions options = new InstanceOptions();

    @Override
    public Integer call() throws Exception {
        return OneMachine.prepare(options, new Progress(System.out)).run();
    }
}
