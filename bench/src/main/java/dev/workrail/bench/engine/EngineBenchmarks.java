package dev.workrail.bench.engine;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// Runs the engine's benchmarks and prints their averages.
///
/// The bounds they are held to: compile under 5 ms, advance on a session of 500 events under 50
/// microseconds, prompt under 30 microseconds, a state from 10,000 events under 50 ms.
public final class EngineBenchmarks {
    private EngineBenchmarks() {}

    /// @param args a regular expression over benchmark names; none runs all
    public static void main(String... args) throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        options.include(args.length > 0 ? args[0] : "dev.workrail.bench.engine");
        options.forks(1).warmupIterations(3).measurementIterations(5);
        options.warmupTime(TimeValue.seconds(1)).measurementTime(TimeValue.seconds(1));
        options.timeUnit(TimeUnit.MICROSECONDS).resultFormat(ResultFormatType.TEXT);
        new Runner(options.build()).run();
    }
}
