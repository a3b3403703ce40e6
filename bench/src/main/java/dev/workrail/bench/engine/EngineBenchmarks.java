package dev.workrail.bench.engine;

import dev.workrail.bench.Machine;
import dev.workrail.bench.PerformanceDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `workrail bench engine`: the engine's benchmarks, in a fresh JVM of their own, and beside each
/// figure the [EngineTarget] it is held to.
@Command(
        name = "engine",
        description = "Compile, advance, render and rebuild, with JMH; exit 1 on a missed target.",
        mixinStandardHelpOptions = true)
public final class EngineBenchmarks implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "PATTERN",
            defaultValue = "dev.workrail.bench.engine",
            description = "A regular expression over benchmark names; default: all.")
    String pattern = "";

    @Option(
            names = "--workflows",
            paramLabel = "DIR",
            description = "Measure the workflows of this folder; default: the bundled ones.")
    @Nullable Path workflows;

    @Option(
            names = "--no-record",
            description = "Print the result only; do not append it to docs/performance.md.")
    boolean unrecorded;

    @Override
    public Integer call() throws RunnerException, IOException {
        if (workflows != null) {
            if (!Files.isDirectory(workflows)) {
                System.err.println("there is no folder " + workflows + "; name one with workflows");
                return 2;
            }
            System.setProperty(BenchCorpus.PROPERTY, workflows.toAbsolutePath().toString());
        }
        Map<EngineTarget, Double> figures = figures(new Runner(options()).run());
        BenchCorpus corpus = BenchCorpus.read();
        CodingSession.Sizes sizes = CodingSession.run(corpus.coding(), corpus.routines());
        figures.put(EngineTarget.SNAPSHOT, (double) sizes.largest());
        publish(
                figures,
                "Largest workflow: `%s`; coding session: `%s`, %d advances."
                        .formatted(
                                corpus.largest().path("id").asText(),
                                corpus.coding().path("id").asText(),
                                sizes.advances()));
        return figures.entrySet().stream().allMatch(f -> f.getKey().isMet(f.getValue())) ? 0 : 1;
    }

    private void publish(Map<EngineTarget, Double> figures, String measured) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("### engine, ").append(LocalDate.now(ZoneOffset.UTC)).append("\n\n");
        text.append(Machine.describe()).append(' ').append(measured).append("\n\n");
        text.append(EngineTarget.HEADER);
        figures.forEach((target, figure) -> text.append(target.row(figure)));
        System.out.println("\n" + text);
        if (!unrecorded) {
            PerformanceDocument.ofTheProduct().append(text.toString());
        }
    }

    private org.openjdk.jmh.runner.options.Options options() {
        OptionsBuilder options = new OptionsBuilder();
        options.include(pattern).forks(1).warmupIterations(5).measurementIterations(5);
        options.warmupTime(TimeValue.seconds(1)).measurementTime(TimeValue.seconds(1));
        options.timeUnit(TimeUnit.MICROSECONDS);
        String corpus = System.getProperty(BenchCorpus.PROPERTY);
        if (corpus != null) {
            options.jvmArgsAppend("-D" + BenchCorpus.PROPERTY + "=" + corpus);
        }
        return options.build();
    }

    private static Map<EngineTarget, Double> figures(Collection<RunResult> results) {
        Map<EngineTarget, Double> figures = new EnumMap<>(EngineTarget.class);
        for (RunResult result : results) {
            for (EngineTarget target : EngineTarget.values()) {
                if (target.isOf(result.getParams().getBenchmark())) {
                    figures.put(target, result.getPrimaryResult().getScore());
                }
            }
        }
        return figures;
    }
}
