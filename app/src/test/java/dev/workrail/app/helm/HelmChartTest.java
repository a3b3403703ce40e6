package dev.workrail.app.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The chart is linted and rendered by Helm itself, as a library.
class HelmChartTest {
    private static final Path CHART = Path.of("..", "helm").toAbsolutePath().normalize();
    private static final List<String> ROLES =
            List.of("console", "delivery", "dispatcher", "ingest", "projections", "worker");

    @Test
    void shouldLintWithoutFindings() {
        LintResult result = new Helm(CHART).lint().strict().call();

        assertThat(result.isFailed()).as(String.join("\n", result.getMessages())).isFalse();
    }

    @Test
    void shouldMakeOneDeploymentPerRoleFromOneImage() throws IOException {
        Map<String, JsonNode> deployments = byName("Deployment", rendered());

        assertThat(deployments.keySet()).containsExactlyElementsOf(prefixed(ROLES));
        assertThat(deployments.values())
                .allSatisfy(deployment -> {
                    JsonNode container = container(deployment);
                    assertThat(container.at("/image").asText()).isEqualTo("workrail-auto:0.1.0");
                    assertThat(env(container, "WORKRAIL_ROLES").at("/value").asText())
                            .isEqualTo(
                                    deployment
                                            .at("/metadata/labels/app.kubernetes.io~1component")
                                            .asText());
                    assertThat(container.has("livenessProbe")).isTrue();
                    assertThat(container.has("readinessProbe")).isTrue();
                    assertThat(container.has("startupProbe")).isTrue();
                    assertThat(container.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
                });
    }

    @Test
    void shouldGiveEachRoleOnlyItsOwnSecrets() throws IOException {
        Map<String, JsonNode> deployments = byName("Deployment", rendered());

        assertThat(mountedSecrets(deployments.get("wr-dispatcher"))).isEmpty();
        assertThat(mountedSecrets(deployments.get("wr-ingest"))).containsExactly("ingest-key");
        assertThat(mountedSecrets(deployments.get("wr-worker")))
                .containsExactlyInAnyOrder("git-key", "model-key", "blob-key");
        assertThat(mountedSecrets(deployments.get("wr-projections")))
                .containsExactly("blob-key", "signing-key");
        assertThat(mountedSecrets(deployments.get("wr-delivery")))
                .containsExactlyInAnyOrder("delivery-key", "git-key");
        assertThat(mountedSecrets(deployments.get("wr-console")))
                .containsExactlyInAnyOrder("blob-key", "public-keys");
        JsonNode console = container(deployments.get("wr-console"));
        assertThat(env(console, "WORKRAIL_BLOBS_KEY_FILE").at("/value").asText())
                .as("within what is mounted of the blob key")
                .startsWith(
                        console.findValuesAsText("mountPath").stream()
                                .filter(path -> path.endsWith("/blobs"))
                                .findFirst()
                                .orElseThrow());
    }

    @Test
    void shouldLetOnlyTheMigrationsJobSeeTheOwner() throws IOException {
        List<JsonNode> documents = rendered(Map.of("migrations.hook", "false"));
        JsonNode job = byName("Job", documents).get("wr-migrate");

        assertThat(
                        env(container(job), "QUARKUS_DATASOURCE_PASSWORD")
                                .at("/valueFrom/secretKeyRef/name")
                                .asText())
                .isEqualTo("db-owner");
        assertThat(byName("Deployment", documents).values())
                .allSatisfy(
                        deployment -> assertThat(deployment.toString()).doesNotContain("db-owner"));
    }

    @Test
    void shouldRunMigrationsAsAHookUnlessToldOtherwise() throws IOException {
        assertThat(byName("Job", rendered())).as("hooks are not part of the manifest").isEmpty();
    }

    @Test
    void shouldServeHttpOnlyWhereARoleHasEndpoints() throws IOException {
        assertThat(byName("Service", rendered()).keySet())
                .containsExactly("wr-console", "wr-ingest");
    }

    @Test
    void shouldSayWhichValueIsMissing() {
        assertThatThrownBy(() ->
                        new Helm(CHART).template().withName("wr").withKubeVersion("1.31.0").call())
                .hasMessageContaining("kafka.bootstrapServers")
                .hasMessageContaining("host:port");
    }

    private static List<JsonNode> rendered() throws IOException {
        return rendered(Map.of());
    }

    private static List<JsonNode> rendered(Map<String, String> values) throws IOException {
        TemplateCommand command =
                new Helm(CHART)
                        .template()
                        .withName("wr")
                        .withKubeVersion("1.31.0")
                        .set("kafka.bootstrapServers", "kafka:9092")
                        .set("database.url", "jdbc:postgresql://db/workrail")
                        .set("database.appSecret", "db-app")
                        .set("database.ownerSecret", "db-owner")
                        .set("keys.ingest", "ingest-key")
                        .set("keys.model", "model-key")
                        .set("keys.git", "git-key")
                        .set("keys.delivery", "delivery-key")
                        .set("keys.blobs", "blob-key")
                        .set("keys.signing", "signing-key")
                        .set("keys.publicKeys", "public-keys");
        values.forEach(command::set);
        YAMLMapper yaml = new YAMLMapper();
        try (var documents = yaml.readerFor(JsonNode.class).<JsonNode>readValues(command.call())) {
            return documents.readAll().stream().filter(JsonNode::isObject).toList();
        }
    }

    private static Map<String, JsonNode> byName(String kind, List<JsonNode> documents) {
        Map<String, JsonNode> named = new TreeMap<>();
        for (JsonNode document : documents) {
            if (document.path("kind").asText().equals(kind)) {
                named.put(document.at("/metadata/name").asText(), document);
            }
        }
        return named;
    }

    private static JsonNode container(JsonNode workload) {
        return workload.at("/spec/template/spec/containers/0");
    }

    private static JsonNode env(JsonNode container, String name) {
        for (JsonNode variable : container.path("env")) {
            if (variable.path("name").asText().equals(name)) {
                return variable;
            }
        }
        throw new AssertionError(name + " is not set on " + container.path("name"));
    }

    private static List<String> mountedSecrets(JsonNode deployment) {
        return deployment.at("/spec/template/spec/volumes").findValuesAsText("secretName");
    }

    private static List<String> prefixed(List<String> roles) {
        return roles.stream().map(role -> "wr-" + role).toList();
    }
}
