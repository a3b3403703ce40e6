package dev.workrail.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ReadsReportTest {
    @Test
    void shouldTellWhatIsSlowAndWhatGrew() {
        // given
        ReadsReport report = new ReadsReport(1_000, 1_000_000);
        report.items("all", 50);
        report.items("outcome", 50);
        report.items("status", 7.5);
        for (double more : new double[] {0, 1, 2}) {
            report.few("all", taking(4 + more, 8));
            report.many("all", taking(5 + more, 9));
            report.few("outcome", taking(4, 8));
            report.many("outcome", taking(20 + more, 60));
            report.few("status", taking(2, 4));
            report.many("status", taking(8, 12));
            report.alike("status", taking(2.2, 4));
            report.few(ReadQueries.DETAIL, taking(2, 4));
            report.many(ReadQueries.DETAIL, taking(2, 31));
        }

        // when
        String text = report.table().text("On a machine.");

        // then
        assertThat(text)
                .startsWith("### reads, 1,000 and 1,000,000 sessions, ")
                .contains(
                        "| what | items, 1,000 | p50 ms | p99 ms | p50 ms, 1,000,000 | p99 ms | p50 of as many items |")
                .contains(
                        "| all | 50.0 (50.0–50.0) | 5.0 (4.0–6.0) | 8.0 (8.0–8.0) | 6.0 (5.0–7.0) |")
                .contains("| 60.0 (60.0–60.0) | 21.0 (20.0–22.0) | 5.25 (5.25–5.25) |\n")
                .contains("| 2.2 (2.2–2.2) | 1.10 (1.10–1.10) |\n")
                .endsWith(
                        "Of 4 kinds of read, 2 take 50 ms or more at p99 (one session: 30 ms), and 1 grew by more"
                                + " than 1.3 times.\n");
    }

    @Test
    void shouldAskForAsManyItemsAsFewSessionsFill() {
        // given
        ReadsReport report = new ReadsReport(1_000, 1_000_000);

        // when
        report.items("status", 7.5);
        report.items("detail", 0);

        // then
        assertThat(report.page("status")).isEqualTo(8);
        assertThat(report.page("detail")).isEqualTo(ReadQueries.PAGE);
    }

    private static Figures taking(double p50, double p99) {
        return new Figures(0, p50, p99, p99, 0, 0, 0);
    }
}
