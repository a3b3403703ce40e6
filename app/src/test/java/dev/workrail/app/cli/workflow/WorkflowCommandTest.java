package dev.workrail.app.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.app.cli.CommandFailedException;
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
    void shouldGoOnPastFilesItCannotUse() throws IOException {
        // given
        Path binary = Files.write(folder.resolve("binary.json"), new byte[] {(byte) 0xff, 0});
        Path escape = write("escape.json", GOOD.replace("First", "\\u001b[31mFirst"));
        Path twice = write("twice.json", GOOD.replace("{\"id\"", "{\"id\":\"x\",\"id\""));
        Files.createDirectories(folder.resolve("routines"));
        write("routines/broken.json", "none");

        // when
        int exit =
                run(
                        new WorkflowCommand(),
                        "validate",
                        folder.resolve("none.json").toString(),
                        folder.toString(),
                        binary.toString(),
                        escape.toString(),
                        twice.toString());

        // then
        assertThat(exit).isEqualTo(1);
        assertThat(out.toString())
                .contains("none.json: invalid, 1 error, 0 warnings")
                .contains("error unreadable-file /: there is no such file; expected a file with")
                .contains("error unreadable-file /: it is a directory")
                .contains("error unreadable-file /: it is no UTF-8 text")
                .contains(escape + ": valid, 0 errors, 1 warning")
                .contains("warning unusable-routine /: ", "broken.json cannot be called")
                .contains("warning duplicate-key /id: key 'id' again");
    }

    @Test
    void shouldKeepControlCharactersOfAFileFromTheTerminal() throws IOException {
        // when
        int exit =
                run(
                        new WorkflowCommand(),
                        "show",
                        write("a.json", GOOD.replace("First", "\\u001b[31mFirst")).toString());

        // then
        assertThat(exit).isZero();
        assertThat(out.toString()).contains("one: \\u001b[31mFirst").doesNotContain("\u001b");
    }

    @Test
    void shouldNameWhatShowCannotShow() throws IOException {
        // when
        int exit = run(new WorkflowCommand(), "show", write("bad.json", "{}").toString());

        // then
        assertThat(exit).isEqualTo(1);
    }

    @Test
    void shouldShowJumpsAndWhereARoutineBegins() throws IOException {
        // given
        Files.createDirectories(folder.resolve("routines"));
        write(
                "routines/check.json",
                """
                {"id":"routine-check","name":"Check","description":"d","version":"1.0.0",
                 "steps":[{"id":"look","title":"Look","prompt":"Look."}]}
                """);
        Path file =
                write(
                        "a.json",
                        """
                        {"id":"small-flow","name":"Small flow","description":"d","version":"1.0.0",
                         "steps":[{"id":"one","title":"First","prompt":"Set again."},
                          {"id":"check","title":"Check","templateCall":{"templateId":"wr.templates.routine.check"}},
                          {"id":"two","title":"Second","prompt":"Do it.",
                           "jumpIf":{"condition":{"var":"again"},"target":"one","maxJumps":2}}]}
                        """);

        // when
        int exit = run(new WorkflowCommand(), "show", file.toString());

        // then
        assertThat(exit).isZero();
        assertThat(out.toString())
                .containsSubsequence(
                        "1  one: First",
                        "routine check:",
                        "2  check.look: Look",
                        "end of routine check",
                        "3  two: Second  [back to one if again, at most 2 times]");
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
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setExecutionExceptionHandler((failure, line, parsed) -> exitCode(failure))
                .execute(args);
    }

    private static int exitCode(Exception failure) throws Exception {
        if (failure instanceof CommandFailedException expected) {
            return expected.exitCode();
        }
        throw failure;
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
