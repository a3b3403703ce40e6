package dev.workrail.app.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The metrics a table in Markdown names, one or more to a row: the first of a row whole, those
/// after it from the role on (`.held`), and what kind they are in parentheses.
record MetricTable(List<Row> rows) {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`workrail\\.[^|]*) \\|.*$");
    private static final Pattern NAME = Pattern.compile("`([a-z.]+)`");
    private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (workrail_\\w+) (\\w+)$");

    /// @param kind timer, counter or a unit; absent for a plain gauge
    record Row(List<String> names, String kind) {
        /// The families Prometheus is served for it.
        Stream<String> families() {
            return names.stream().map(name -> name.replace('.', '_')).flatMap(this::families);
        }

        private Stream<String> families(String name) {
            return switch (kind) {
                case "" -> Stream.of(name);
                case "counter" -> Stream.of(name + "_total");
                case "timer" -> Stream.of(name + "_seconds", name + "_seconds_max");
                case "bytes" -> Stream.of(name + "_bytes", name + "_bytes_max");
                case "seconds" -> Stream.of(name + "_seconds");
                default -> throw new IllegalArgumentException(names + " of kind " + kind);
            };
        }
    }

    static MetricTable in(String markdown) {
        return new MetricTable(
                ROW.matcher(markdown).results().map(row -> row(row.group(1))).toList());
    }

    /// The families of the product among what is served. A counter's is said without the `_total`
    /// that its samples have.
    static List<String> served(String metrics) {
        return FAMILY.matcher(metrics)
                .results()
                .map(family ->
                        family.group(2).equals("counter")
                                ? family.group(1) + "_total"
                                : family.group(1))
                .toList();
    }

    List<String> names() {
        return rows.stream().flatMap(row -> row.names().stream()).toList();
    }

    List<String> families() {
        return rows.stream().flatMap(Row::families).toList();
    }

    private static Row row(String cell) {
        List<String> names = new ArrayList<>();
        for (MatchResult name : NAME.matcher(cell).results().toList()) {
            String text = name.group(1);
            names.add(text.startsWith(".") ? role(names.getFirst()) + text : text);
        }
        int open = cell.indexOf('(');
        return new Row(names, open < 0 ? "" : cell.substring(open + 1, cell.indexOf(')')));
    }

    /// `workrail.<role>`
    private static String role(String name) {
        return name.substring(0, name.indexOf('.', "workrail.".length()));
    }
}
