package dev.workrail.bench;

import dev.workrail.bench.RoundTable.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// What each kind of read took with few and with many sessions, and how much its median grew.
final class ReadsReport {
    /// What the product promises.
    private static final double PAGE_MILLIS = 50;

    private static final double DETAIL_MILLIS = 30;
    private static final double GROWTH = 1.3;

    private final long few;
    private final long many;
    private final Map<String, Sizes> kinds = new LinkedHashMap<>();

    private record Sizes(List<Figures> few, List<Figures> many) {
        double growth() {
            return median(many, Figures::p50) / median(few, Figures::p50);
        }

        static double median(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
            return Spread.of(rounds.stream().mapToDouble(figure).toArray()).median();
        }
    }

    ReadsReport(long few, long many) {
        this.few = few;
        this.many = many;
    }

    /// @param sessions in the views
    void add(String kind, long sessions, Figures figures) {
        Sizes sizes =
                kinds.computeIfAbsent(kind, _ -> new Sizes(new ArrayList<>(), new ArrayList<>()));
        (sessions == few ? sizes.few() : sizes.many()).add(figures);
    }

    /// As many rounds of both sizes are shown as there are of the one that has fewer.
    RoundTable table() {
        RoundTable table =
                new RoundTable(
                        String.format(Locale.ROOT, "reads, %,d and %,d sessions", few, many),
                        List.of(
                                column("p50 ms, %,d", few),
                                column("p99 ms", few),
                                column("p50 ms, %,d", many),
                                column("p99 ms", many),
                                Column.of("p50 grew", "%.2f")));
        kinds.forEach((kind, sizes) -> {
            table.row(kind);
            for (int i = 0; i < Math.min(sizes.few().size(), sizes.many().size()); i++) {
                Figures less = sizes.few().get(i);
                Figures more = sizes.many().get(i);
                table.add(kind, less.p50(), less.p99(), more.p50(), more.p99(), sizes.growth());
            }
        });
        table.remark("One reader at a time; a page is 50 sessions, and ten pages are read on.");
        table.remark(verdict());
        return table;
    }

    private static Column column(String header, long sessions) {
        return Column.of(String.format(Locale.ROOT, header, sessions), "%.1f");
    }

    private String verdict() {
        long slow =
                kinds.entrySet().stream()
                        .filter(kind ->
                                Sizes.median(kind.getValue().many(), Figures::p99)
                                        >= bound(kind.getKey()))
                        .count();
        long grown = kinds.values().stream().filter(sizes -> sizes.growth() > GROWTH).count();
        return String.format(
                Locale.ROOT,
                "Of %d kinds of read, %d take %.0f ms or more at p99 (one session: %.0f ms), and %d grew by more than"
                        + " %.1f times.",
                kinds.size(),
                slow,
                PAGE_MILLIS,
                DETAIL_MILLIS,
                grown,
                GROWTH);
    }

    private static double bound(String kind) {
        return kind.equals(ReadQueries.DETAIL) ? DETAIL_MILLIS : PAGE_MILLIS;
    }
}
