package dev.workrail.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.app.client.OperatorKey;
import dev.workrail.app.demo.DemoScript;
import dev.workrail.app.instance.OneMachine;
import dev.workrail.app.instance.Progress;
import dev.workrail.app.instance.RunningInstance;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `workrail demo`: the guided first run.
@Command(
        name = "demo",
        description =
                "Start everything (or use the instance that runs on the data directory), fire a signed GitHub webhook,"
                        + " and follow the session to its proof record.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Mixin InstanceOptions options = new InstanceOptions();

    @Option(
            names = "--once",
            description = "End after one run with a one-line JSON summary, instead of staying up.")
    boolean once;

    @Override
    public Integer call() throws Exception {
        Path dataDirectory = RunningInstance.dataDirectory(options.dataDir());
        Optional<URI> running = RunningInstance.find(dataDirectory);
        if (running.isPresent()) {
            System.out.println("using the instance at " + running.get());
            play(running.get(), dataDirectory, System.out);
            return 0;
        }
        OneMachine machine = OneMachine.prepare(options, new Progress(System.out));
        URI url = machine.url();
        return machine.run(() -> play(url, dataDirectory, System.out), once);
    }

    private static void play(URI url, Path dataDirectory, PrintStream out) throws Exception {
        ObjectNode summary =
                new DemoScript(OperatorKey.client(url, dataDirectory), dataDirectory, out).run();
        out.println();
        out.println(summary);
        out.flush();
    }
}
