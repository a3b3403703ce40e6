package dev.workrail.bench;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// The rounds of a benchmark as a table: per row and figure the median, with the least and the most
/// of all rounds in brackets.
final class Report {
    private static final String HEADER =
            "| what | per second | p50 ms | p95 ms | p99 ms | failed | cores | peak memory |\n"
                    + "|---|---|---|---|---|---|---|---|\n";

    private final String title;
    private final Map<String, List<Figures>> rows = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();

    Report(String title, List<String> rows) {
        this.title = title;
        rows.forEach(row -> this.rows.put(row, new ArrayList<>()));
    }

    void add(String row, Figures figures) {
        rows.computeIfAbsent(row, name -> new ArrayList<>()).add(figures);
    }

    /// A sentence that follows from the figures, printed under the table.
    void remark(String sentence) {
        remarks.add(sentence);
    }

    double median(String row, ToDoubleFunction<Figures> figure) {
        return Spread.of(figures(row).stream().mapToDouble(figure).toArray()).median();
    }

    long failed() {
        return rows.values().stream().flatMap(List::stream).mapToLong(Figures::failed).sum();
    }

    String text(String machine) {
        StringBuilder text = new StringBuilder();
        text.append("### ").append(title).append(", ");
        text.append(LocalDate.now(ZoneOffset.UTC)).append("\n\n").append(machine).append("\n\n");
        text.append(HEADER);
        rows.forEach((name, figures) -> text.append(row(name, figures)));
        remarks.forEach(remark -> text.append('\n').append(remark).append('\n'));
        return text.toString();
    }

    private List<Figures> figures(String row) {
        return rows.getOrDefault(row, List.of());
    }

    private static String row(String name, List<Figures> rounds) {
        return "| %s | %s | %s | %s | %s | %d | %s | %s |\n"
                .formatted(
                        name,
                        cell(rounds, Figures::perSecond, "%.0f"),
                        cell(rounds, Figures::p50, "%.1f"),
                        cell(rounds, Figures::p95, "%.1f"),
                        cell(rounds, Figures::p99, "%.1f"),
                        rounds.stream().mapToLong(Figures::failed).sum(),
                        cell(rounds, Figures::cpuCores, "%.2f"),
                        cell(rounds, Figures::peakMiB, "%.0f MiB"));
    }

    private static String cell(List<Figures> rounds, ToDoubleFunction<Figures> of, String format) {
        Spread spread = Spread.of(rounds.stream().mapToDouble(of).toArray());
        if (spread.most() == 0) {
            return "-";
        }
        String median = String.format(Locale.ROOT, format, spread.median());
        return rounds.size() == 1
                ? median
                : median
                        + String.format(
                                Locale.ROOT,
                                " (" + format + "–" + format + ")",
                                spread.least(),
                                spread.most());
    }
}
