package dev.workrail.app.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.json.ContractsJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final List<Column> COLUMNS =
            List.of(
                    Column.of("ID", "/id"),
                    Column.time("AT", "/at"),
                    Column.wide("GOAL", "/goal"),
                    Column.of("NONE", "/none"));
    private static final String ITEMS =
            """
            [{"id":"a","at":"2026-01-02T03:04:05.678Z","goal":"a goal that takes\\nmore than a line"},
             {"id":"bbb","at":"2026-01-02T03:04:05Z","goal":"short 👍"}]
            """;

    @Test
    void shouldLeaveEverythingWholeWithoutATerminal() {
        assertThat(printed(Integer.MAX_VALUE))
                .isEqualTo(
                        """
                        ID   AT                    GOAL                                NONE
                        a    2026-01-02T03:04:05Z  a goal that takes more than a line  -
                        bbb  2026-01-02T03:04:05Z  short 👍                             -
                        """);
    }

    @Test
    void shouldFitTheTerminalByCuttingWhatMayBeCut() {
        // when
        String printed = printed(50);

        // then
        assertThat(printed.lines()).allMatch(line -> line.codePointCount(0, line.length()) <= 50);
        assertThat(printed).contains("2026-01-02T03:04:05Z", "a goal that", "…");
    }

    @Test
    void shouldNotCutWhatPeopleCopy() {
        assertThat(printed(20)).contains("2026-01-02T03:04:05Z").contains("bbb");
    }

    @Test
    void shouldMakeParagraphsWhereTheTerminalIsTooNarrow() {
        assertThat(printed(20))
                .startsWith(
                        """
                        ID    a
                        AT    2026-01-02T03:04:05Z
                        GOAL  a goal that takes more than a line
                        NONE  -

                        ID    bbb
                        """);
    }

    private static String printed(int width) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        new Table(COLUMNS, width)
                .print(
                        ContractsJson.read(ITEMS.getBytes(StandardCharsets.UTF_8), JsonNode.class),
                        out);
        out.flush();
        return text.toString();
    }
}
