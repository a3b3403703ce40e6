package dev.workrail.app.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.engine.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class WorkflowCommandTest {
    private static final String GOOD =
            """
            {"id":"small-flow","name":"Small flow","description":"d","version":"1.0.0",
             "steps":[{"id":"one","title":"First","prompt":"Do it.","requireConfirmation":true}]}
            """;

    private final StringWriter out = new StringWriter();
    @TempDir Path folder;

    @Test
    void shouldPrintEveryFindingOfEveryFile() throws IOException {
        // given
        Path good = write("good.json", GOOD);
        Path bad = write("bad.json", GOOD.replace("\"title\"", "\"tittle\"").replace("1.0.0", "1"));

        // when
        int exit = run(new WorkflowCommand(), "validate", good.toString(), bad.toString());

        // then
        assertThat(exit).isEqualTo(1);
        assertThat(out.toString())
                .contains(good + ": valid, 0 errors, 0 warnings")
                .contains(bad + ": invalid, 3 errors")
                .contains("error unknown-key /steps/0/tittle")
                .contains("error missing-key /steps/0: no 'title'")
                .contains("error pattern-mismatch /version");
    }

    @Test
    void shouldAnswerWithJson() throws IOException {
        // when
        int exit =
                run(new WorkflowCommand(), "validate", "--json", write("a.json", GOOD).toString());

        // then
        assertThat(exit).isZero();
        assertThat(Json.parse(out.toString()).at("/0/workflowHash").asText()).startsWith("sha256:");
    }

    @Test
    void shouldShowStepsAndGraph() throws IOException {
        // when
        int exit = run(new WorkflowCommand(), "show", write("a.json", GOOD).toString());

        // then
        assertThat(exit).isZero();
        assertThat(out.toString())
                .contains("1  one: First  [gate coordinator_eval]")
                .contains("flowchart TD");
    }

    @Test
    void shouldReplayVectorsAndFailOnADifference() throws IOException {
        // given one condition that is recorded right and one that is not
        write(
                "conditions.json",
                """
                [{"id":"x1","condition":{"var":"a"},"context":{"a":1},"expected":true},
                 {"id":"x2","condition":{"var":"a"},"context":{"a":0},"expected":true}]
                """);

        // when
        int exit = run(new ConformCommand(), folder.toString());

        // then
        assertThat(exit).isEqualTo(1);
        assertThat(out.toString())
                .contains("FAILED conditions/x2", "expected: true", "actual:   false")
                .endsWith("1 passed, 1 failed, 0 skipped" + System.lineSeparator());
    }

    private int run(Object command, String... args) {
        return new CommandLine(command).setOut(new PrintWriter(out)).execute(args);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
