package dev.workrail.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.platform.kafka.KafkaClients;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = ConsoleBackend.class,
        initArgs = @ResourceArg(name = "roles", value = "console,projections"))
class ExportIT {
    private static final Instant AT = Instant.parse("2026-05-01T08:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int SESSIONS = 205;

    @Inject KafkaClients kafka;

    @Test
    void shouldGiveAnOwnerEverythingOfTheOrgAndNothingOfAnother() throws Exception {
        // given an org with more sessions than a page has, and another beside it
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        owner.put("/orgs/" + org + "/secrets/git/push", Map.of("value", "s3cr3t-value"));
        Person.join(owner, org, "ada@" + org + ".test", "member");
        String other = Api.freshOrg();
        Api.owner(other);
        for (int i = 0; i < SESSIONS; i++) {
            session(org, i).publish(kafka);
        }
        session(other, 0).publish(kafka);
        awaitProof(owner, org, session(org, SESSIONS - 1));
        await().atMost(SOON).untilAsserted(() -> sessionIsThere(owner, org, SESSIONS - 1));

        // when
        Response answer = owner.get("/orgs/" + org + "/export");

        // then
        answer.then().statusCode(200).header("Content-Type", "application/zip");
        assertThat(answer.header("Content-Disposition")).contains("filename=\"" + org + "-2");
        Map<String, byte[]> files = unpacked(answer.asByteArray());
        assertThat(files.keySet())
                .containsExactly(
                        "configuration.ndjson",
                        "members.ndjson",
                        "invitations.ndjson",
                        "api-keys.ndjson",
                        "audit.ndjson",
                        "sessions.ndjson",
                        "events.ndjson",
                        "proofs.ndjson",
                        "signing-keys.ndjson",
                        "manifest.json");
        checkAgainstManifest(files, org);
        assertThat(lines(files, "sessions.ndjson"))
                .hasSize(SESSIONS)
                .extracting(view -> view.path("session").asText())
                .doesNotHaveDuplicates();
        assertThat(lines(files, "events.ndjson"))
                .filteredOn(line -> line.at("/event/kind").asText().equals("session_ended"))
                .hasSize(SESSIONS);
        assertThat(lines(files, "members.ndjson"))
                .anySatisfy(member ->
                        assertThat(member.path("email").asText())
                                .isEqualTo("ada@" + org + ".test"));
        assertThat(lines(files, "configuration.ndjson"))
                .filteredOn(entry -> entry.path("kind").asText().equals("secret"))
                .singleElement()
                .satisfies(secret ->
                        assertThat(secret.path("value").toString())
                                .isEqualTo("{\"purpose\":\"git\",\"name\":\"push\"}"));
        assertThat(lines(files, "audit.ndjson"))
                .extracting(entry -> entry.path("action").asText())
                .contains("org.create", "org.export", "secret.create");
        JsonNode proof = lines(files, "proofs.ndjson").getFirst();
        assertThat(lines(files, "signing-keys.ndjson"))
                .extracting(key -> key.path("id").asText())
                .contains(proof.at("/envelope/signatures/0/keyid").asText());
        files.forEach((name, bytes) ->
                assertThat(new String(bytes, StandardCharsets.UTF_8))
                        .as(name)
                        .doesNotContain("s3cr3t-value", "$argon2", "\"" + other + "\"")
                        .doesNotContainPattern("ciphertext\":\"[^\\[]")
                        .doesNotContain(owner.key()));
    }

    @Test
    void shouldGiveItToOwnersAlone() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        Api admin = owner.member(org, "admin");
        String limited =
                owner.post(
                                "/orgs/" + org + "/api-keys",
                                Map.of(
                                        "member", "owner",
                                        "name", "reader",
                                        "scopes", List.of("sessions", "access")))
                        .path("secret");

        // when, then
        admin.get("/orgs/" + org + "/export").then().statusCode(403);
        new Api(limited).get("/orgs/" + org + "/export").then().statusCode(403);
        Api.operator().get("/orgs/" + org + "/export").then().statusCode(200);
        owner.get("/orgs/" + org + "/audit?action=org.export")
                .then()
                .body("items.actor", hasItem("workrail/owner"));
    }

    private static LoggedSession session(String org, int number) {
        return new LoggedSession(org, "sess_" + org + "-" + number, AT.plusSeconds(number));
    }

    private static void awaitProof(Api owner, String org, LoggedSession session) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        owner.get("/orgs/" + org + "/proofs/" + session.commit())
                                .then()
                                .statusCode(200));
    }

    private static void sessionIsThere(Api owner, String org, int number) {
        owner.get("/orgs/" + org + "/sessions/sess_" + org + "-" + number)
                .then()
                .statusCode(200)
                .body("ending.outcome", equalTo("success"));
    }

    private static void checkAgainstManifest(Map<String, byte[]> files, String org)
            throws Exception {
        JsonNode manifest = ContractsJson.read(files.get("manifest.json"), JsonNode.class);
        assertThat(manifest.path("format").asText()).isEqualTo("workrail.org-export.v1");
        assertThat(manifest.path("org").asText()).isEqualTo(org);
        assertThat(manifest.path("by").asText()).isEqualTo(org + "/owner");
        assertThat(manifest.path("files")).hasSize(files.size() - 1);
        for (JsonNode file : manifest.path("files")) {
            byte[] bytes = files.get(file.path("name").asText());
            assertThat(file.path("bytes").asLong()).isEqualTo(bytes.length);
            assertThat(file.path("records").asLong())
                    .isEqualTo(new String(bytes, StandardCharsets.UTF_8).lines().count());
            assertThat(file.path("sha256").asText())
                    .isEqualTo(
                            HexFormat.of()
                                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        }
    }

    private static Map<String, byte[]> unpacked(byte[] archive) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private static List<JsonNode> lines(Map<String, byte[]> files, String name) {
        return new String(files.get(name), StandardCharsets.UTF_8)
                .lines()
                .map(line ->
                        ContractsJson.read(line.getBytes(StandardCharsets.UTF_8), JsonNode.class))
                .toList();
    }
}
