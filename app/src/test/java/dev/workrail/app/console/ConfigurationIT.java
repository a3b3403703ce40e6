package dev.workrail.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ConsoleBackend.class)
class ConfigurationIT {
    private static final String POSITION = "X-WorkRail-Position";

    @Test
    void shouldSetUpAnOrgUntilItsFirstDispatch() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        String base = "/orgs/" + org;

        // when
        owner.put(base + "/secrets/ingest/hook", Map.of("value", "s3cret"))
                .then()
                .statusCode(200)
                .body("name", equalTo("hook"))
                .header(POSITION, startsWith("wr.config-0:"));
        owner.post(
                        base + "/workspaces",
                        Map.of(
                                "id", "main",
                                "repositoryUrl", "/srv/git/demo.git",
                                "testCommand", "./test.sh"))
                .then()
                .statusCode(201)
                .header("ETag", matchesPattern("\"[0-9]+\""));
        owner.post(
                        base + "/triggers",
                        Map.of(
                                "id", "issues",
                                "provider", "github",
                                "workflow", "wr.quick-task",
                                "workspace", "main",
                                "goalTemplate", "Solve {{$.issue.title}}",
                                "events", List.of("issues.opened"),
                                "secrets", List.of("hook")))
                .then()
                .statusCode(201)
                .body("hook", equalTo("/hooks/" + org + "/issues"));
        Response dispatched =
                owner.post(
                        base + "/sessions",
                        Map.of(
                                "trigger",
                                "issues",
                                "goal",
                                "Say hello",
                                "context",
                                Map.of("a", 1)));

        // then
        dispatched.then().statusCode(202).header(POSITION, startsWith("wr.triggers-0:"));
        assertThat(dispatched.<String>path("session")).startsWith("sess_");
        owner.get(base + "/secrets").then().body(not(containsString("s3cret")));
    }

    @Test
    void shouldNameEveryFieldOfABadTrigger() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);

        // when
        Response answer =
                owner.post(
                        "/orgs/" + org + "/triggers",
                        Map.of(
                                "id", "NOT A SLUG",
                                "provider", "smoke-signal",
                                "concurrency", "sometimes",
                                "maxQueueDepth", 0,
                                "goalTemplate", "{{$.a",
                                "deliveries", List.of(Map.of("kind", "pigeon"))));

        // then
        answer.then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("malformed"))
                .body(
                        "errors.pointer",
                        hasItems(
                                "/id",
                                "/provider",
                                "/workflow",
                                "/concurrency",
                                "/maxQueueDepth",
                                "/goalTemplate",
                                "/deliveries/0/kind"));
    }

    @Test
    void shouldRefuseAChangeOfAnOldVersion() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        Response before = owner.get("/orgs/" + org);
        String old = before.header("ETag");

        // when
        owner.request()
                .header("If-Match", old)
                .body(Map.of("name", "Renamed"))
                .put("/api/v1/orgs/" + org)
                .then()
                .statusCode(200);

        // then
        owner.request()
                .header("If-Match", old)
                .body(Map.of("name", "Again"))
                .put("/api/v1/orgs/" + org)
                .then()
                .statusCode(412)
                .body("code", equalTo("changed"));
    }

    @Test
    void shouldGroupWorkspacesByProjectsThatExist() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        String base = "/orgs/" + org;
        Map<String, String> workspace =
                Map.of("repositoryUrl", "https://git.test/a.git", "project", "search");

        // when
        Response early = owner.put(base + "/workspaces/a", workspace);
        owner.post(base + "/projects", Map.of("id", "search", "name", "Search"))
                .then()
                .statusCode(201)
                .header("ETag", matchesPattern("\"[0-9]+\""));

        // then
        early.then().statusCode(400).body("errors.pointer", hasItems("/project"));
        owner.put(base + "/workspaces/a", workspace).then().statusCode(200);
        owner.delete(base + "/projects/search")
                .then()
                .statusCode(409)
                .body("code", equalTo("in_use"));
        owner.delete(base + "/workspaces/a").then().statusCode(204);
        owner.delete(base + "/projects/search").then().statusCode(204);
    }

    @Test
    void shouldKeepPoliciesThatOnlyAddToWhatEveryChangeMustPass() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        String base = "/orgs/" + org;
        owner.put(base + "/workspaces/main", Map.of("repositoryUrl", "https://git.test/a.git"));

        // then none that drops a gate, names one there is not, or is of what there is not
        owner.put(base + "/policy", gates("unit_tests", "human_approval"))
                .then()
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of("/requiredGates")))
                .body("errors[0].detail", containsString("takes nothing away"));
        owner.put(base + "/policy", gates("unit_tests", "review", "luck"))
                .then()
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of("/requiredGates/2")));
        owner.put(base + "/policy", Map.of()).then().statusCode(400);
        owner.put(base + "/workspaces/none/policy", gates("unit_tests", "review", "ci"))
                .then()
                .statusCode(404);
        owner.put(base + "/tiers/huge/policy", gates("unit_tests", "review", "ci"))
                .then()
                .statusCode(404);
        owner.get(base + "/policies").then().body("items", equalTo(List.of()));

        // when
        String tag =
                owner.put(base + "/policy", gates("unit_tests", "review", "human_approval"))
                        .then()
                        .statusCode(200)
                        .header(POSITION, startsWith("wr.config-0:"))
                        .extract()
                        .header("ETag");
        owner.put(base + "/workspaces/main/policy", gates("unit_tests", "review", "ci"))
                .then()
                .statusCode(200)
                .body("level", equalTo("workspace"))
                .body("of", equalTo("main"));

        // then
        owner.get(base + "/policy")
                .then()
                .header("ETag", equalTo(tag))
                .body("requiredGates", equalTo(List.of("unit_tests", "review", "human_approval")));
        owner.request()
                .header("If-Match", "\"1\"")
                .body(gates("unit_tests", "review"))
                .put("/api/v1" + base + "/policy")
                .then()
                .statusCode(412);
        owner.get(base + "/policies").then().body("items.of", equalTo(List.of(org, "main")));
        Api.owner(Api.freshOrg()).get(base + "/policies").then().statusCode(404);

        // when the workspace goes, its policy goes with it
        owner.delete(base + "/workspaces/main").then().statusCode(204);
        owner.put(base + "/workspaces/main", Map.of("repositoryUrl", "https://git.test/b.git"));
        owner.get(base + "/workspaces/main/policy").then().statusCode(404);
        owner.request()
                .header("If-Match", tag)
                .delete("/api/v1" + base + "/policy")
                .then()
                .statusCode(204);
        owner.get(base + "/policies").then().body("items", equalTo(List.of()));
    }

    @Test
    void shouldKeepAnIntegrationThatFitsItsSecretsAndWhoUsesIt() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        String base = "/orgs/" + org;
        owner.put(base + "/secrets/git/token", Map.of("value", "t0ken"));
        owner.put(base + "/secrets/ingest/hook", Map.of("value", "h00k"));

        // then none of a kind there is not, with secrets there are not
        owner.put(
                        base + "/integrations/hub",
                        Map.of(
                                "provider", "carrier-pigeon",
                                "baseUrl", "ftp://x",
                                "secrets", Map.of("git", "token")))
                .then()
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of("/provider", "/baseUrl")));
        owner.put(base + "/integrations/hub", hub("github", "none", "token"))
                .then()
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of("/secrets/ingest")));

        // when
        owner.put(base + "/integrations/hub", hub("github", "hook", "token"))
                .then()
                .statusCode(200)
                .body("reference", equalTo("integration:hub"))
                .body("usedBy.triggers", equalTo(List.of()))
                .body(not(containsString("t0ken")));

        // then who uses it must fit it
        owner.put(base + "/workspaces/main", workspace("https://elsewhere.test/a.git"))
                .then()
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of("/repositoryUrl")));
        owner.put(base + "/workspaces/main", workspace("git@git.test:acme/a.git"))
                .then()
                .statusCode(200);
        owner.put(base + "/triggers/issues", trigger("gitlab"))
                .then()
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of("/secrets/0")));
        owner.put(base + "/triggers/issues", trigger("github")).then().statusCode(200);

        // and it must fit who uses it
        owner.put(
                        base + "/integrations/hub",
                        Map.of("provider", "slack", "baseUrl", "https://elsewhere.test"))
                .then()
                .statusCode(400)
                .body(
                        "errors.pointer",
                        equalTo(
                                List.of(
                                        "/secrets/ingest",
                                        "/secrets/git",
                                        "/provider",
                                        "/baseUrl")));
        owner.delete(base + "/secrets/git/token")
                .then()
                .statusCode(409)
                .body("detail", containsString("integration hub"));
        owner.delete(base + "/integrations/hub")
                .then()
                .statusCode(409)
                .body("detail", containsString("trigger issues, workspace main"));
        owner.post(base + "/triggers/issues/rotate-secret", Map.of())
                .then()
                .statusCode(200)
                .body("secret", equalTo("hook"))
                .body("triggers", equalTo(List.of("issues")));
        String file = owner.get(base + "/triggers.yml").asString();
        assertThat(file).contains("$INTEGRATION:HUB");
        owner.request()
                .contentType("text/plain")
                .body(file)
                .post("/api/v1" + base + "/triggers.yml?dryRun=true")
                .then()
                .statusCode(200)
                .body("unchanged", equalTo(List.of("issues")));

        // when nothing uses it any more
        owner.delete(base + "/triggers/issues").then().statusCode(204);
        owner.delete(base + "/workspaces/main").then().statusCode(204);

        // then
        owner.delete(base + "/integrations/hub").then().statusCode(204);
        owner.delete(base + "/secrets/git/token").then().statusCode(204);
        owner.get(base + "/integrations/hub").then().statusCode(404);
    }

    @Test
    void shouldNotLetAnOrgUseAnothersIntegration() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        owner.put("/orgs/" + org + "/secrets/git/token", Map.of("value", "t0ken"));
        owner.put(
                "/orgs/" + org + "/integrations/hub",
                Map.of("provider", "github", "secrets", Map.of("git", "token")));
        String other = Api.freshOrg();
        Api stranger = Api.owner(other);

        // then
        stranger.put("/orgs/" + other + "/workspaces/main", workspace("https://git.test/a.git"))
                .then()
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of("/credential")));
        stranger.get("/orgs/" + org + "/integrations/hub").then().statusCode(404);
        stranger.get("/orgs/" + other + "/integrations").then().body("items", equalTo(List.of()));
    }

    private static Map<String, Object> hub(String provider, String ingest, String git) {
        return Map.of(
                "provider",
                provider,
                "baseUrl",
                "https://git.test",
                "secrets",
                Map.of("ingest", ingest, "git", git));
    }

    private static Map<String, Object> workspace(String repository) {
        return Map.of("repositoryUrl", repository, "credential", "integration:hub");
    }

    private static Map<String, Object> trigger(String provider) {
        return Map.of(
                "provider", provider,
                "workflow", "wr.quick-task",
                "branchStrategy", "none",
                "goal", "Look at it",
                "secrets", List.of("integration:hub"));
    }

    private static Map<String, Object> gates(String... required) {
        return Map.of("requiredGates", List.of(required));
    }
}
