package dev.workrail.bench;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The rounds of a benchmark as a table: per row and column the median, with the least and the most
/// of all rounds in brackets.
final class RoundTable {
    /// @param format of one figure, and of one under ten that is not 0
    /// @param summed true shows the sum of the rounds instead
    record Column(String header, String format, String small, boolean summed) {
        static Column of(String header, String format) {
            return new Column(header, format, format, false);
        }

        /// Whole where there are many; two a second differ from one and a half.
        static Column rate(String header) {
            return new Column(header, "%.0f", "%.2f", false);
        }

        String show(double value) {
            return String.format(Locale.ROOT, value > 0 && value < SMALL ? small : format, value);
        }

        /// How often something happened.
        static Column sum(String header) {
            return new Column(header, "%.0f", "%.0f", true);
        }
    }

    private static final int SMALL = 10;

    private final String title;
    private final List<Column> columns;
    private final Map<String, List<double[]>> rows = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();

    RoundTable(String title, List<Column> columns) {
        this.title = title;
        this.columns = List.copyOf(columns);
    }

    /// Has a row, which may stay empty. Rows stand in the order they were named in.
    void row(String name) {
        rows.computeIfAbsent(name, key -> new ArrayList<>());
    }

    /// One round of a row.
    ///
    /// @param values as many as there are columns
    void add(String row, double... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(
                    "expected %d figures, were %d".formatted(columns.size(), values.length));
        }
        rows.computeIfAbsent(row, key -> new ArrayList<>()).add(values.clone());
    }

    double median(String row, int column) {
        return spread(rows.getOrDefault(row, List.of()), column).median();
    }

    double most(String row, int column) {
        return spread(rows.getOrDefault(row, List.of()), column).most();
    }

    /// A sentence that follows from the figures, printed under the table.
    void remark(String sentence) {
        remarks.add(sentence);
    }

    String text(String machine) {
        StringBuilder text = new StringBuilder();
        text.append("### ").append(title).append(", ");
        text.append(LocalDate.now(ZoneOffset.UTC)).append("\n\n").append(machine).append("\n\n");
        text.append("| what |");
        columns.forEach(column -> text.append(' ').append(column.header()).append(" |"));
        text.append("\n|---|").append("---|".repeat(columns.size())).append('\n');
        rows.forEach((name, rounds) -> text.append(line(name, rounds)));
        remarks.forEach(remark -> text.append('\n').append(remark).append('\n'));
        return text.toString();
    }

    private String line(String name, List<double[]> rounds) {
        StringBuilder line = new StringBuilder("| ").append(name).append(" |");
        for (int i = 0; i < columns.size(); i++) {
            line.append(' ').append(cell(rounds, i)).append(" |");
        }
        return line.append('\n').toString();
    }

    private String cell(List<double[]> rounds, int index) {
        Column column = columns.get(index);
        if (column.summed()) {
            return column.show(rounds.stream().mapToDouble(round -> round[index]).sum());
        }
        Spread spread = spread(rounds, index);
        if (spread.least() == 0 && spread.most() == 0) {
            return "-";
        }
        String median = column.show(spread.median());
        return rounds.size() == 1
                ? median
                : "%s (%s–%s)"
                        .formatted(median, column.show(spread.least()), column.show(spread.most()));
    }

    private static Spread spread(List<double[]> rounds, int column) {
        return Spread.of(rounds.stream().mapToDouble(round -> round[column]).toArray());
    }
}
