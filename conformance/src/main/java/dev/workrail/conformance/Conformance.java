package dev.workrail.conformance;

import dev.workrail.conformance.trace.TraceReplay;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Replays recorded vectors against this engine.
///
/// A vector on which we differ from WorkRail on purpose is checked against our decision; the table
/// is [Decisions].
public final class Conformance {
    private static final List<Replay> REPLAYS =
            List.of(
                    new ConditionReplay(),
                    new TemplateReplay(),
                    new HashReplay(),
                    new CompiledReplay(),
                    new InvalidReplay(),
                    new TraceReplay());

    private Conformance() {}

    /// Replays everything under a directory and prints what differs, what was skipped and the sum.
    /// A file that cannot be read is a failure of its vectors; the others are replayed.
    ///
    /// @param directory in the layout of recorded vectors; kinds that are absent count for nothing
    /// @param workflowDirectories folders with the workflow files the vectors name, searched in
    ///   order
    /// @param out takes the lines, without line ends
    /// @throws java.io.UncheckedIOException where a directory cannot be listed
    /// @throws dev.workrail.contracts.json.MalformedJsonException where a routine is no JSON
    public static Report run(Path directory, List<Path> workflowDirectories, Consumer<String> out) {
        Report report = replay(directory, workflowDirectories);
        for (VectorResult.Skipped skip : report.skips()) {
            out.accept("skipped " + skip.name() + ": " + skip.reason());
        }
        for (VectorResult.Failed failure : report.failures()) {
            out.accept("FAILED " + failure.name());
            out.accept("  expected: " + failure.expected());
            out.accept("  actual:   " + failure.actual());
        }
        out.accept(report.summary());
        return report;
    }

    /// The same without printing.
    public static Report replay(Path directory, List<Path> workflowDirectories) {
        return replay(REPLAYS, new VectorInput(directory, workflowDirectories));
    }

    static Report replay(List<Replay> replays, VectorInput input) {
        Results results = new Results();
        replays.forEach(replay -> replay.replay(input, results));
        return results.report();
    }
}
