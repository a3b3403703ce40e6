package dev.workrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedVectorsTest {
    private static final String RIGHT =
            "{\"id\":\"c1\",\"condition\":{\"var\":\"a\"},\"context\":{\"a\":1},\"expected\":true}";

    @TempDir Path folder;
    private final List<String> lines = new ArrayList<>();

    @Test
    void shouldCountAFileThatIsNoVectorAndReplayTheOthers() throws IOException {
        // given
        write("conditions.json", "[" + RIGHT + "]");
        write("hashes.json", "{\"x");
        write("templates.json", "{\"not\":\"rows\"}");
        write("invalid/lonely.expected.json", "{\"class\":\"schema_failed\"}");
        write("traces/flow/run.json", "{}");
        Files.write(folder.resolve("traces/flow/binary.json"), new byte[] {(byte) 0xff, 1});

        // when
        Report report = replay();

        // then
        assertThat(report.summary()).isEqualTo("1 passed, 5 failed, 0 skipped");
        assertThat(lines)
                .contains("FAILED hashes.json", "FAILED templates.json", "FAILED invalid/lonely")
                .contains("FAILED traces/flow/run", "FAILED traces/flow/binary")
                .endsWith("1 passed, 5 failed, 0 skipped");
        assertThat(String.join(" ", lines))
                .contains("expected an array of rows", "it is no UTF-8 text", "with a start");
    }

    @Test
    void shouldSkipARunWhoseRoutinesNobodyNamed() throws IOException {
        // given
        write(
                "synthetic/flow/workflow.json",
                """
                {"id":"some-flow","name":"n","description":"d","version":"1.0.0","steps":[
                 {"id":"one","title":"t","templateCall":{"templateId":"wr.templates.routine.gone"}}]}
                """);
        write("synthetic/flow/run.json", "{\"start\":{},\"turns\":[]}");

        // when
        Report report = replay();

        // then
        assertThat(report.summary()).isEqualTo("0 passed, 0 failed, 1 skipped");
        assertThat(lines)
                .contains(
                        "skipped synthetic/flow/run: the routines it calls are in none of the given folders");
    }

    private Report replay() {
        return Conformance.run(folder, List.of(), lines::add);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
