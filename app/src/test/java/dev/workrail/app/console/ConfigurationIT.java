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

    private static Map<String, Object> gates(String... required) {
        return Map.of("requiredGates", List.of(required));
    }
}
