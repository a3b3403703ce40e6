package dev.workrail.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How often and how long a benchmark measures, and whether its result is kept. Every round takes
/// the baseline and the product one after the other, so that both see the same machine.
final class Rounds {
    private static final int WARM_UP_SHARE = 3;
    private static final Duration SHORTEST_WARM_UP = Duration.ofSeconds(5);

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "How often all is measured. Default: ${DEFAULT-VALUE}.")
    int count;

    @Option(
            names = "--seconds",
            defaultValue = "20",
            description = "Of each measurement in a round. Default: ${DEFAULT-VALUE}.")
    int seconds;

    @Option(
            names = "--warm-up",
            description =
                    "Seconds that each row runs before it is measured: a virtual machine compiles"
                            + " for minutes. Default: a third of --seconds, at least 5.")
    @Nullable Integer warmUpSeconds;

    @Option(
            names = "--no-record",
            description = "Print the result only; do not append it to docs/performance.md.")
    boolean unrecorded;

    /// One measurement of a round.
    @FunctionalInterface
    interface Measured {
        /// @param time how long it shall run
        Figures run(String name, Duration time) throws Exception;
    }

    /// What is measured, under the name its row has.
    record Row(String name, Measured measured) {}

    /// Warms each row up once and measures all rows in each round.
    ///
    /// @return the report, for what follows from it
    Report measure(String title, List<Row> rows) throws Exception {
        Report report = new Report(title, rows.stream().map(Row::name).toList());
        repeat(report, rows);
        return report;
    }

    /// The same for some of the rows of a report.
    void repeat(Report report, List<Row> rows) throws Exception {
        for (Row row : rows) {
            System.err.println("warming up: " + row.name() + " …");
            row.measured().run(row.name(), warmUp());
        }
        for (int round = 1; round <= count; round++) {
            for (Row row : rows) {
                System.err.printf("round %d of %d: %s …%n", round, count, row.name());
                Figures figures = row.measured().run(row.name(), Duration.ofSeconds(seconds));
                report.add(row.name(), figures);
                System.err.println("  " + figures.line());
            }
        }
    }

    /// Prints the report and, unless told otherwise, appends it to the performance document.
    void publish(Report report) throws IOException {
        publish(report.table());
    }

    void publish(RoundTable table) throws IOException {
        String text = table.text(Machine.describe());
        System.out.println(text);
        if (!unrecorded) {
            PerformanceDocument.ofTheProduct().append(text);
        }
    }

    private Duration warmUp() {
        if (warmUpSeconds != null) {
            return Duration.ofSeconds(warmUpSeconds);
        }
        Duration share = Duration.ofSeconds(seconds).dividedBy(WARM_UP_SHARE);
        return share.compareTo(SHORTEST_WARM_UP) > 0 ? share : SHORTEST_WARM_UP;
    }
}
