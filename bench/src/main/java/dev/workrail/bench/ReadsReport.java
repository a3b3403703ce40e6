package dev.workrail.bench;

import dev.workrail.bench.RoundTable.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// What each kind of read took with few and with many sessions, and how much the median of a page
/// of as many items grew.
final class ReadsReport {
    /// What the product promises.
    private static final double PAGE_MILLIS = 50;

    private static final double DETAIL_MILLIS = 30;
    private static final double GROWTH = 1.3;

    private final long few;
    private final long many;
    private final Map<String, Sizes> kinds = new LinkedHashMap<>();

    /// Rounds of one kind of read.
    ///
    /// @param items of a page with few sessions, in the mean; 0 where there is no page
    /// @param alike with many sessions, of pages that have as many items as with few; empty where
    ///   full pages have
    private record Sizes(double items, List<Figures> few, List<Figures> many, List<Figures> alike) {
        static Sizes of(double items) {
            return new Sizes(items, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        List<Figures> compared() {
            return alike.isEmpty() ? many : alike;
        }

        double growth() {
            return median(compared(), Figures::p50) / median(few, Figures::p50);
        }

        static double median(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
            return Spread.of(rounds.stream().mapToDouble(figure).toArray()).median();
        }
    }

    ReadsReport(long few, long many) {
        this.few = few;
        this.many = many;
    }

    /// @param items of a page with few sessions, in the mean; 0 where there is no page
    void items(String kind, double items) {
        kinds.put(kind, Sizes.of(items));
    }

    /// How many items a page has to have to be compared with one of few sessions.
    int page(String kind) {
        double items = of(kind).items();
        return items == 0 ? ReadQueries.PAGE : (int) Math.ceil(items);
    }

    void few(String kind, Figures figures) {
        of(kind).few().add(figures);
    }

    void many(String kind, Figures figures) {
        of(kind).many().add(figures);
    }

    /// With many sessions, of pages of [#page] items.
    void alike(String kind, Figures figures) {
        of(kind).alike().add(figures);
    }

    private Sizes of(String kind) {
        return kinds.computeIfAbsent(kind, _ -> Sizes.of(0));
    }

    /// As many rounds of both sizes are shown as there are of the one that has fewer.
    RoundTable table() {
        RoundTable table =
                new RoundTable(
                        String.format(Locale.ROOT, "reads, %,d and %,d sessions", few, many),
                        List.of(
                                column("items, %,d", few),
                                Column.of("p50 ms", "%.1f"),
                                Column.of("p99 ms", "%.1f"),
                                column("p50 ms, %,d", many),
                                Column.of("p99 ms", "%.1f"),
                                Column.of("p50 of as many items", "%.1f"),
                                Column.of("p50 grew", "%.2f")));
        kinds.forEach((kind, sizes) -> {
            table.row(kind);
            for (int i = 0; i < Math.min(sizes.few().size(), sizes.many().size()); i++) {
                Figures less = sizes.few().get(i);
                Figures more = sizes.many().get(i);
                table.add(
                        kind,
                        sizes.items(),
                        less.p50(),
                        less.p99(),
                        more.p50(),
                        more.p99(),
                        sizes.compared().get(i).p50(),
                        sizes.growth());
            }
        });
        table.remark(
                String.format(
                        Locale.ROOT,
                        "One reader at a time; a page is 50 sessions, and ten pages are read on. Growth compares pages of as"
                                + " many items: where %,d sessions do not fill one, as many are asked for of %,d.",
                        few,
                        many));
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
