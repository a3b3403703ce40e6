package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// Prints rows under headers, no wider than the terminal; where even cut they do not fit it, each
/// as a paragraph. Where the output is no terminal nothing is cut.
final class Table {
    private static final String GAP = "  ";
    private static final int NARROWEST = 8;

    private final List<Column> columns;
    private final int width;

    /// @param width of the terminal, in characters
    Table(List<Column> columns, int width) {
        this.columns = columns;
        this.width = width;
    }

    /// Of the terminal, as the launcher measured it; without bound where there is none.
    static int width() {
        String columns = System.getenv("WORKRAIL_COLUMNS");
        return columns != null && columns.matches("[0-9]{2,4}")
                ? Integer.parseInt(columns)
                : Integer.MAX_VALUE;
    }

    void print(JsonNode items, PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(columns.stream().map(Column::header).toList());
        items.forEach(item ->
                rows.add(columns.stream().map(column -> column.cell().apply(item)).toList()));
        int[] widths = widths(rows);
        if (excess(widths) > 0) {
            paragraphs(rows, out);
        } else {
            rows.forEach(row -> out.println(line(row, widths)));
        }
    }

    private void paragraphs(List<List<String>> rows, PrintWriter out) {
        int widest = rows.getFirst().stream().mapToInt(Table::length).max().orElse(0);
        for (List<String> row : rows.subList(1, rows.size())) {
            for (int i = 0; i < row.size(); i++) {
                String header = rows.getFirst().get(i);
                out.println(header + " ".repeat(widest - length(header)) + GAP + row.get(i));
            }
            out.println();
        }
    }

    private long excess(int[] widths) {
        long excess = GAP.length() * (long) (widths.length - 1) - width;
        for (int each : widths) {
            excess += each;
        }
        return excess;
    }

    private int[] widths(List<List<String>> rows) {
        int[] widths = new int[columns.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], length(row.get(i)));
            }
        }
        long excess = excess(widths);
        while (excess > 0) {
            int widest = widestThatShrinks(widths);
            if (widest < 0) {
                break;
            }
            widths[widest]--;
            excess--;
        }
        return widths;
    }

    private int widestThatShrinks(int[] widths) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            boolean may = columns.get(i).shrinks() && widths[i] > NARROWEST;
            if (may && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        return widest;
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cut(row.get(i), widths[i]);
            line.append(i == 0 ? "" : GAP).append(cell);
            line.append(" ".repeat(Math.max(0, widths[i] - length(cell))));
        }
        return line.toString().stripTrailing();
    }

    private static String cut(String cell, int width) {
        return length(cell) <= width
                ? cell
                : cell.substring(0, cell.offsetByCodePoints(0, Math.max(0, width - 1))) + "…";
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
