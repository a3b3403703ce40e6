package dev.workrail.bench;

import dev.workrail.bench.engine.EngineBenchmarks;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `workrail bench NAME`.
@Command(
        name = "bench",
        description =
                "Measure the product beside a raw baseline, both in this run on this machine.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "NAME",
        subcommands = {
            IngestBench.class,
            DispatchBench.class,
            SessionsBench.class,
            LatencyBench.class,
            StartBench.class,
            RecoveryBench.class,
            NeighbourBench.class,
            GrowthBench.class,
            WorkersBench.class,
            SoakBench.class,
            ProjectionsBench.class,
            ReadsBench.class,
            StreamsBench.class,
            EngineBenchmarks.class
        })
public final class Bench {
    private Bench() {}

    public static void main(String... args) {
        CommandLine line = new CommandLine(new Bench()).setCaseInsensitiveEnumValuesAllowed(true);
        System.exit(line.execute(args));
    }
}
