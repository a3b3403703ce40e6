package dev.workrail.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.testkit.process.InstanceProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The README's command, as a user runs it.
class EndToEndIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir Path data;

    @Test
    void shouldTurnASignedWebhookIntoAPushedBranchAndAProofRecordAndGoOnAfterARestart() {
        JsonNode first = demo();
        JsonNode second = demo();

        assertShipped(first);
        assertShipped(second);
        assertThat(second.path("session").asText())
                .as("another webhook on the same data directory is another session")
                .isNotEqualTo(first.path("session").asText());
    }

    private static void assertShipped(JsonNode summary) {
        assertThat(summary.path("outcome").asText()).isEqualTo("success");
        assertThat(summary.path("branch").asText())
                .isEqualTo("worktrain/" + summary.path("session").asText());
        assertThat(summary.path("commit").asText()).matches("[0-9a-f]{40}");
        assertThat(summary.path("proof").asText()).isNotEmpty();
    }

    private JsonNode demo() {
        try (InstanceProcess process =
                InstanceProcess.start(
                        ROOT,
                        Map.of(),
                        "demo",
                        "--once",
                        "--data-dir",
                        data.toString(),
                        "--port",
                        "0")) {
            int exitCode = process.awaitEnd(PATIENCE);
            assertThat(exitCode).as(String.join("\n", process.output())).isZero();
            String summary =
                    process.output().stream()
                            .filter(line -> line.startsWith("{\"session\""))
                            .findFirst()
                            .orElseThrow();
            return ContractsJson.read(summary.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        }
    }
}
