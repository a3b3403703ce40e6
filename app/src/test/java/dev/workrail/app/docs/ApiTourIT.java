package dev.workrail.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.testkit.process.InstanceProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `docs/api.md` and `docs/proofs.md` tell to type works as it stands there, against the
/// product as it ships. Any answer that is not a success ends a script.
class ApiTourIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Pattern SCRIPT =
            Pattern.compile("^```sh\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final String STRICT =
            """
            set -euo pipefail
            curl() {
              command curl --fail-with-body --silent --show-error \\
                --retry 8 --retry-delay 1 --retry-all-errors "$@"
            }
            """;

    @TempDir Path folder;

    @Test
    void shouldLeadFromTheSetUpTokenToAProofThatVerifiesOffline() throws Exception {
        Path data = folder.resolve("data");
        try (InstanceProcess instance =
                InstanceProcess.start(
                        ROOT, Map.of(), "up", "--data-dir", data.toString(), "--port", "0")) {
            URI url = instance.awaitReady(START);

            tour(url, data);
            verify(url, data, demo(data));
        }
    }

    /// The first script begins where a user does who has just started it.
    private void tour(URI url, Path data) throws Exception {
        String script =
                script("docs/api.md")
                        .replaceFirst("(?m)^api=.*$", "api=" + url + "/api/v1")
                        .replaceFirst("(?m)^data=.*$", "data=" + data);

        run(
                STRICT
                        + script
                        + """
                        printf '%s' "$operator" > "$data/operator-key"
                        for attempt in $(seq 30); do
                          curl $org/sessions/$session -H "$auth" \\
                            -H "X-WorkRail-Position: $position" > seen.json
                          jq -e 'has("stale") | not' seen.json && break
                        done
                        curl $org/triggers/issues -H "$auth" > trigger.json
                        printf '%s' "$session" > session
                        """);

        JsonNode seen = json("seen.json");
        assertThat(seen.path("session").asText())
                .as("a session is seen at the position its dispatch answered")
                .isEqualTo(Files.readString(folder.resolve("session")));
        assertThat(seen.has("stale")).isFalse();
        assertThat(json("trigger.json").path("workspace").asText()).isEqualTo("main");
    }

    /// The demo ships a change to have a proof of.
    private JsonNode demo(Path data) {
        try (InstanceProcess demo =
                InstanceProcess.start(
                        ROOT, Map.of(), "demo", "--once", "--data-dir", data.toString())) {
            int exit = demo.awaitEnd(PATIENCE);
            assertThat(exit).as(String.join("\n", demo.output())).isZero();
            String summary =
                    demo.output().stream()
                            .filter(line -> line.startsWith("{\"session\""))
                            .findFirst()
                            .orElseThrow();
            return ContractsJson.read(summary.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        }
    }

    private void verify(URI url, Path data, JsonNode shipped) throws Exception {
        String commit = shipped.path("commit").asText();

        String said =
                run(
                        STRICT
                                + """
                                org=%s/api/v1/orgs/acme
                                auth="Authorization: Bearer $(cat %s/operator-key)"
                                json='Content-Type: application/json'
                                commit=%s
                                """
                                        .formatted(url, data, commit)
                                + script("docs/proofs.md"));

        assertThat(said).contains("Signature Verified Successfully");
        JsonNode statement = json("payload");
        assertThat(statement.at("/subject/0/digest/gitCommit").asText()).isEqualTo(commit);
        assertThat(statement.at("/predicate/verificationResult").asText())
                .isEqualToIgnoringCase(shipped.path("proof").asText());
        assertThat(statement.at("/predicate/workrail/verifications"))
                .as("the worker's own run of the tests, with exit code and digest of its output")
                .anySatisfy(made -> {
                    assertThat(made.path("gate").asText()).isEqualTo("unit_tests");
                    assertThat(made.path("exitCode").asInt(-1)).isZero();
                    assertThat(made.at("/output/digest").asText()).startsWith("sha256:");
                });
    }

    private static String script(String document) throws IOException {
        return SCRIPT.matcher(Files.readString(ROOT.resolve(document)))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.joining());
    }

    private JsonNode json(String file) throws IOException {
        return ContractsJson.read(Files.readAllBytes(folder.resolve(file)), JsonNode.class);
    }

    private String run(String script) throws Exception {
        Path output = folder.resolve("output");
        Process bash =
                new ProcessBuilder("bash", "-c", script)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        boolean ended = bash.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        String said = Files.readString(output);
        assertThat(ended).as(said).isTrue();
        assertThat(bash.exitValue()).as(said).isZero();
        return said;
    }
}
