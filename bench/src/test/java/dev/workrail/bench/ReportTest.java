package dev.workrail.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportTest {
    @Test
    void shouldTellMedianLeastAndMostOfTheRounds() {
        // given
        Report report = new Report("ingest", List.of("bare handler", "ingest"));
        report.add("bare handler", new Figures(1000, 1, 2, 3, 0, 0, 0));
        for (double perSecond : new double[] {900, 700, 800}) {
            report.add("ingest", new Figures(perSecond, 4, 5, 6, 1, 1.5, 512));
        }
        report.remark("Ingest reaches 80 %.");

        // when
        String text = report.text("On a machine.");

        // then
        assertThat(text)
                .startsWith("### ingest, ")
                .contains("\n\nOn a machine.\n\n")
                .contains("| bare handler | 1000 | 1.0 | 2.0 | 3.0 | 0 | - | - |\n")
                .contains("| ingest | 800 (700–900) | 4.0 (4.0–4.0) |")
                .contains("| 3 | 1.50 (1.50–1.50) | 512 MiB (512 MiB–512 MiB) |\n")
                .endsWith("\nIngest reaches 80 %.\n");
        assertThat(report.median("ingest", Figures::perSecond)).isEqualTo(800);
        assertThat(report.failed()).isEqualTo(3);
    }

    @Test
    void shouldTellSmallRatesApart() {
        // given
        Report report = new Report("workers", List.of("one", "none"));
        report.add("one", new Figures(1.25, 1, 2, 3, 1, 0, 0));
        report.add("none", new Figures(0, 0, 0, 0, 0, 0, 0));

        // then
        assertThat(report.text("On a machine."))
                .contains("| one | 1.25 | 1.0 | 2.0 | 3.0 | 1 |")
                .contains("| none | - |");
    }

    @Test
    void shouldTakeTheMiddleOfTwoForTheMedian() {
        assertThat(Spread.of(4, 1, 3, 2)).isEqualTo(new Spread(1, 2.5, 4));
        assertThat(Spread.of()).isEqualTo(new Spread(0, 0, 0));
    }

    @Test
    void shouldAppendToTheDocumentAndRefuseWhereThereIsNone(@TempDir Path root) throws IOException {
        // given
        Path file = Files.createDirectories(root.resolve("docs")).resolve("performance.md");
        Files.writeString(file, "# Performance\n");

        // when
        PerformanceDocument.in(root).append("### first\n");

        // then
        assertThat(file).hasContent("# Performance\n\n### first\n");
        assertThatThrownBy(() -> PerformanceDocument.in(root.resolve("other")).append("### x\n"))
                .isInstanceOf(NoSuchFileException.class);
    }
}
