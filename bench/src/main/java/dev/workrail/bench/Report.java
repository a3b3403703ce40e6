package dev.workrail.bench;

import dev.workrail.bench.RoundTable.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// The rounds of a benchmark that measures [Figures], as a table.
final class Report {
    private static final List<Column> COLUMNS =
            List.of(
                    Column.rate("per second"),
                    Column.of("p50 ms", "%.1f"),
                    Column.of("p95 ms", "%.1f"),
                    Column.of("p99 ms", "%.1f"),
                    Column.sum("failed"),
                    Column.of("cores", "%.2f"),
                    Column.of("peak memory", "%.0f MiB"));

    private final Map<String, List<Figures>> rows = new LinkedHashMap<>();
    private final RoundTable table;

    Report(String title, List<String> rows) {
        this.table = new RoundTable(title, COLUMNS);
        rows.forEach(table::row);
    }

    void add(String row, Figures figures) {
        rows.computeIfAbsent(row, name -> new ArrayList<>()).add(figures);
        table.add(
                row,
                figures.perSecond(),
                figures.p50(),
                figures.p95(),
                figures.p99(),
                figures.failed(),
                figures.cpuCores(),
                figures.peakMiB());
    }

    /// A sentence that follows from the figures, printed under the table.
    void remark(String sentence) {
        table.remark(sentence);
    }

    double median(String row, ToDoubleFunction<Figures> figure) {
        return Spread.of(rows.getOrDefault(row, List.of()).stream().mapToDouble(figure).toArray())
                .median();
    }

    long failed() {
        return rows.values().stream().flatMap(List::stream).mapToLong(Figures::failed).sum();
    }

    RoundTable table() {
        return table;
    }

    String text(String machine) {
        return table.text(machine);
    }
}
