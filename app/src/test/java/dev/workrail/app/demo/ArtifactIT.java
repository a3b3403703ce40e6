package dev.workrail.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.app.client.ApiException;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.platform.blob.DerivedKeys;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a session leaves is listed, downloaded by signed links, and out of reach of anyone else.
class ArtifactIT {
    @TempDir static Path folder;
    private static Product product;
    private static Tenant tenant;
    private static Tenant other;
    private static String session;
    private static String foreign;

    @BeforeAll
    static void ship() throws Exception {
        product = Product.start(folder.resolve("product"), Map.of());
        tenant = shipping("made");
        other = shipping("elsewhere");
        session = tenant.session("issues");
        foreign = other.session("issues");
        assertThat(tenant.awaitOver(session).at("/ending/outcome").asText()).isEqualTo("success");
        assertThat(other.awaitOver(foreign).at("/ending/outcome").asText()).isEqualTo("success");
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    @Test
    void shouldDownloadEverythingASessionLeftByLinksAlone() throws Exception {
        for (JsonNode artifact : artifacts(tenant, session)) {
            HttpResponse<byte[]> answer = follow(artifact.path("url").asText());

            String name = artifact.path("name").asText();
            assertThat(answer.statusCode()).as(name).isEqualTo(200);
            assertThat(digest(answer.body())).as(name).isEqualTo(artifact.path("sha256").asText());
            assertThat(answer.body()).as(name).hasSize(artifact.path("bytes").asInt());
            assertThat(header(answer, "Content-Type"))
                    .isEqualTo(artifact.path("mediaType").asText());
            assertThat(header(answer, "Content-Disposition"))
                    .isEqualTo("attachment; filename=\"" + name + "\"");
            assertThat(header(answer, "Cache-Control")).isEqualTo("private, no-store");
            assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @Test
    void shouldKeepOutputDiffTranscriptAndWorkflow() throws Exception {
        assertThat(artifacts(tenant, session))
                .extracting(artifact -> artifact.path("kind").asText())
                .contains("output", "diff", "workflow")
                .filteredOn("transcript"::equals)
                .as("one once the session is over")
                .hasSize(1);
        assertThat(text("diff")).startsWith("diff --git a/").contains("\n+");
        assertThat(text("output")).isNotBlank();
        assertThat(text("transcript")).contains("\"messages\"");
        assertThat(tenant.get("/sessions/" + session + "/artifacts?kind=diff").path("items"))
                .hasSize(1);
    }

    @Test
    void shouldGiveTheBytesOfARange() throws Exception {
        // given
        JsonNode diff = ofKind("diff");
        int size = diff.path("bytes").asInt();
        HttpRequest.Builder request = request(diff.path("url").asText());

        // when
        HttpResponse<byte[]> part = send(request.copy().header("Range", "bytes=0-9"));
        HttpResponse<byte[]> beyond = send(request.copy().header("Range", "bytes=" + size + "-"));
        HttpResponse<byte[]> changed =
                send(request.copy().header("Range", "bytes=0-9").header("If-Range", "\"other\""));

        // then
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).hasSize(10);
        assertThat(header(part, "Content-Range")).isEqualTo("bytes 0-9/" + size);
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(changed.statusCode()).isEqualTo(200);
    }

    @Test
    void shouldRefuseALinkThatWasAlteredOrIsOver() throws Exception {
        // given
        String url = ofKind("diff").path("url").asText();
        JsonNode theirs = artifacts(other, foreign).getFirst();

        // then
        refused("link_invalid", url.replace("/orgs/made/", "/orgs/elsewhere/"));
        refused("link_invalid", url.replace(session, foreign));
        refused("link_invalid", url.replaceFirst("art_[^/]+", theirs.path("id").asText()));
        refused("link_invalid", url.replaceFirst("expires=[0-9]+", "expires=99999999999"));
        refused("link_invalid", url.replaceFirst("signature=.*", "signature=AAAA"));
        refused("link_invalid", url.replaceFirst("&signature=.*", ""));
        refused("link_expired", signed(url, Instant.now().minusSeconds(1)));
        assertThat(follow(signed(url, Instant.now().plusSeconds(60))).statusCode())
                .as("the same signature, in time")
                .isEqualTo(200);
        assertThat(follow(url.replaceFirst("\\?.*", "")).statusCode()).isEqualTo(400);
    }

    @Test
    void shouldGiveAnotherOrgNothingOfASession() throws Exception {
        String artifact = ofKind("diff").path("id").asText();

        for (String path :
                List.of(
                        "/sessions/" + session + "/artifacts",
                        "/sessions/" + session + "/artifacts/" + artifact,
                        "/sessions/" + session + "/handoff",
                        "/logs?session=" + session)) {
            assertThat(status(other, path))
                    .as("theirs, as if it were ours: " + path)
                    .isEqualTo(404);
        }
        assertThat(status(other, "/sessions/" + foreign + "/artifacts/" + artifact)).isEqualTo(404);
        assertThat(other.get("/logs?level=debug&limit=200").toString()).doesNotContain(session);
        assertThat(other.get("/logs?level=debug&limit=200").path("items")).isNotEmpty();
    }

    @Test
    void shouldTellTheLogAndTheHandoff() throws Exception {
        // when
        JsonNode handoff = tenant.get("/sessions/" + session + "/handoff");
        JsonNode log = tenant.get("/logs?trigger=issues&level=info&order=asc&limit=200");
        JsonNode calls = tenant.get("/logs?session=" + session + "&level=debug&limit=200");

        // then
        assertThat(handoff.path("outcome").asText()).isEqualTo("success");
        assertThat(handoff.at("/handoff/change/commit").asText()).hasSize(40);
        assertThat(log.path("items"))
                .extracting(line -> line.path("kind").asText())
                .contains("session_claimed", "change_committed", "verified", "session_ended")
                .doesNotContain("tool_call_started");
        assertThat(calls.path("items"))
                .filteredOn(line -> line.path("kind").asText().equals("tool_call_started"))
                .isNotEmpty()
                .allSatisfy(line -> {
                    assertThat(line.path("level").asText()).isEqualTo("debug");
                    assertThat(line.path("text").asText()).isNotBlank();
                });
        assertThat(status(tenant, "/logs?level=loud")).isEqualTo(400);
    }

    @Test
    void shouldDoAllThatFromTheCommandLine() throws Exception {
        // given
        Shell shell = new Shell(folder.resolve("home"), folder);
        shell.workrail("login", "--local", "--data-dir", product.data().toString());
        shell.workrail("org", "use", "made");
        String commit =
                tenant.get("/sessions/" + session + "/handoff")
                        .at("/handoff/change/commit")
                        .asText();
        String diff = ofKind("diff").path("name").asText();

        // when
        Shell.Said listed = shell.workrail("session", "artifacts", session);
        Shell.Said downloaded = shell.workrail("session", "download", session, diff);
        Shell.Said again = shell.workrail("session", "download", session, diff);
        Shell.Said handoff = shell.workrail("session", "handoff", session, "--json");
        Shell.Said logs = shell.workrail("logs", "--session", session, "--level", "debug");
        Shell.Said recent =
                shell.workrail("logs", "--trigger", "issues", "--since", "1h", "--format", "json");
        Shell.Said proof = shell.workrail("proof", "show", commit.substring(0, 7).toUpperCase());
        Shell.Said longest = shell.workrail("session", "list", "--sort", "duration", "--json");

        // then
        assertThat(listed.out()).contains("NAME", diff, "workflow.json");
        assertThat(downloaded.code()).as(downloaded.err()).isZero();
        assertThat(folder.resolve(diff)).content().startsWith("diff --git a/");
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("exists already");
        assertThat(handoff.json().path("outcome").asText()).isEqualTo("success");
        assertThat(logs.out()).contains("DEBUG tool_call_started", "INFO  session_ended");
        assertThat(recent.out().lines())
                .isNotEmpty()
                .allMatch(line -> line.contains("\"session\":\"" + session + "\""));
        assertThat(proof.out()).contains("commit: " + commit);
        assertThat(longest.json().at("/items/0/session").asText()).isEqualTo(session);
    }

    @Test
    void shouldSayWhatIsWrongAndWhenThereIsNothing() throws Exception {
        // given
        Shell shell = new Shell(folder.resolve("home"), folder);
        shell.workrail("login", "--local", "--data-dir", product.data().toString());
        shell.workrail("org", "use", "made");

        // when
        Shell.Said none = shell.workrail("session", "list", "--goal", "nowhere");
        Shell.Said quiet = shell.workrail("logs", "--session", session, "--level", "error");
        Shell.Said sort = shell.workrail("session", "list", "--sort", "beauty");
        Shell.Said limit = shell.workrail("session", "list", "--limit", "0");
        Shell.Said since = shell.workrail("logs", "--since", "yesterday");
        Shell.Said level = shell.workrail("logs", "--level", "loud");
        Shell.Said unknown = shell.workrail("session", "artifacts", "sess_none");
        Shell.Said artifact = shell.workrail("session", "download", session, "none.txt");
        Shell.Said commit = shell.workrail("proof", "show", "abcdef0");
        Shell.Said goal = shell.workrail("session", "list", "--goal", "x", "--sort", "cost");

        // then
        assertThat(none.code()).isZero();
        assertThat(none.out()).isEmpty();
        assertThat(none.err()).isEqualTo("none");
        assertThat(quiet.code()).isZero();
        assertThat(quiet.err()).contains("no such lines");
        refused(1, sort, "sort", "expected one of created, updated, ended, duration, cost");
        refused(1, limit, "limit", "expected 1 to 200");
        refused(2, since, "--since", "expected 30m");
        assertThat(level.code()).isEqualTo(2);
        refused(3, unknown, "session 'sess_none' does not exist in this org");
        refused(3, artifact, "has no artifact 'none.txt'");
        refused(3, commit, "no proof record of commit abcdef0");
        refused(1, goal, "expected a word of two or more letters");
    }

    private static void refused(int code, Shell.Said said, String... words) {
        assertThat(said.code()).as(said.err()).isEqualTo(code);
        assertThat(said.err().lines()).singleElement().asString().contains(words);
    }

    private static Tenant shipping(String org) throws Exception {
        Tenant made = product.tenant(org);
        made.put(
                "/workspaces/greeter",
                Map.of(
                        "repositoryUrl",
                        product.repository().url(),
                        "testCommand",
                        "bash test/run.sh"));
        made.trigger(
                "issues",
                Map.of(
                        "workflow",
                        "wr.quick-task",
                        "workspace",
                        "greeter",
                        "agent",
                        Map.of("transcript", "fix-greeting")));
        return made;
    }

    private static List<JsonNode> artifacts(Tenant of, String id) throws Exception {
        return StreamSupport.stream(
                        of.get("/sessions/" + id + "/artifacts").path("items").spliterator(), false)
                .toList();
    }

    private static JsonNode ofKind(String kind) throws Exception {
        return artifacts(tenant, session).stream()
                .filter(artifact -> artifact.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static String text(String kind) throws Exception {
        return new String(follow(ofKind(kind).path("url").asText()).body(), StandardCharsets.UTF_8);
    }

    private static void refused(String code, String url) throws Exception {
        HttpResponse<byte[]> answer = follow(url);
        assertThat(answer.statusCode()).as(url).isEqualTo(403);
        assertThat(ContractsJson.read(answer.body(), JsonNode.class).path("code").asText())
                .isEqualTo(code);
    }

    private static int status(Tenant as, String path) throws Exception {
        try {
            as.get(path);
            return 200;
        } catch (ApiException refusal) {
            return refusal.status();
        }
    }

    /// The link with another end, signed with the deployment's key, as a console would.
    private static String signed(String url, Instant end) throws Exception {
        String[] path = URI.create(url).getPath().split("/");
        byte[] key =
                DerivedKeys.open(product.data().resolve("keys/blobs/key.json"))
                        .of("workrail artifact links v1");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        String text = String.join("\n", path[4], path[6], path[8], "" + end.getEpochSecond());
        String signature =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        return url.replaceFirst(
                "\\?.*", "?expires=" + end.getEpochSecond() + "&signature=" + signature);
    }

    private static HttpResponse<byte[]> follow(String url) throws Exception {
        return send(request(url));
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(tenant.owner().url(url));
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        }
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static String digest(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
