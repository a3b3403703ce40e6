package dev.workrail.bench.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `workrail bench engine`: the engine's benchmarks, in a fresh JVM of their own.
///
/// The bounds they are held to: compile under 5 ms, advance on a session of 500 events under 50
/// microseconds, prompt under 30 microseconds, a state from 10,000 events under 50 ms.
@Command(
        name = "engine",
        description = "Compile, advance, render and rebuild, with JMH.",
        mixinStandardHelpOptions = true)
public final class EngineBenchmarks implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "PATTERN",
            defaultValue = "dev.workrail.bench.engine",
            description = "A regular expression over benchmark names; default: all.")
    String pattern = "";

    @Override
    public Integer call() throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        options.include(pattern).forks(1).warmupIterations(3).measurementIterations(5);
        options.warmupTime(TimeValue.seconds(1)).measurementTime(TimeValue.seconds(1));
        options.timeUnit(TimeUnit.MICROSECONDS);
        new Runner(options.build()).run();
        return 0;
    }
}
