package dev.workrail.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ReadsReportTest {
    @Test
    void shouldTellWhatIsSlowAndWhatGrew() {
        // given
        ReadsReport report = new ReadsReport(1_000, 1_000_000);
        for (double more : new double[] {0, 1, 2}) {
            report.add("all", 1_000, taking(4 + more, 8));
            report.add("all", 1_000_000, taking(5 + more, 9));
            report.add("outcome", 1_000, taking(4, 8));
            report.add("outcome", 1_000_000, taking(20 + more, 60));
            report.add(ReadQueries.DETAIL, 1_000, taking(2, 4));
            report.add(ReadQueries.DETAIL, 1_000_000, taking(2, 31));
        }

        // when
        String text = report.table().text("On a machine.");

        // then
        assertThat(text)
                .startsWith("### reads, 1,000 and 1,000,000 sessions, ")
                .contains("| what | p50 ms, 1,000 | p99 ms | p50 ms, 1,000,000 | p99 ms |")
                .contains("| all | 5.0 (4.0–6.0) | 8.0 (8.0–8.0) | 6.0 (5.0–7.0) |")
                .contains("| 60.0 (60.0–60.0) | 5.25 (5.25–5.25) |\n")
                .endsWith(
                        "Of 3 kinds of read, 2 take 50 ms or more at p99 (one session: 30 ms), and 1 grew by more"
                                + " than 1.3 times.\n");
    }

    private static Figures taking(double p50, double p99) {
        return new Figures(0, p50, p99, p99, 0, 0, 0);
    }
}
