package dev.workrail.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What one does with a trigger beside writing it.
@QuarkusTest
@QuarkusTestResource(ConsoleBackend.class)
class TriggerActionsIT {
    private static final String FILE =
            """
            defaults:
              provider: generic
              workflowId: wr.quick-task
              hmacSecret: $HOOK
            triggers:
              - id: first
                goal: One
              - id: second
                goal: Two
            """;

    @Test
    void shouldShowWhatATriggerWouldMakeOfAPayload() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = withTrigger(org);
        Map<String, Object> sample =
                Map.of(
                        "headers", Map.of("X-GitHub-Event", "issues"),
                        "payload",
                                Map.of(
                                        "action",
                                        "opened",
                                        "issue",
                                        Map.of("title", "It breaks", "number", 7),
                                        "price",
                                        1.10));

        // when
        Response matches = owner.post("/orgs/" + org + "/triggers/issues/test", sample);
        owner.post("/orgs/" + org + "/triggers/issues/disable", Map.of()).then().statusCode(200);
        Response disabled = owner.post("/orgs/" + org + "/triggers/issues/test", sample);

        // then
        matches.then()
                .statusCode(200)
                .body("verdict", equalTo("accepted"))
                .body("eventType", equalTo("issues"))
                .body("conditions.holds", contains(true, true, true))
                .body("goal", equalTo("Solve It breaks"))
                .body("context.number", equalTo(7));
        disabled.then()
                .statusCode(200)
                .body("verdict", equalTo("skipped"))
                .body("reason", equalTo("the trigger is disabled"))
                .body("conditions[0].holds", equalTo(false));
        owner.get("/orgs/" + org + "/sessions").then().body("items", empty());
    }

    @Test
    void shouldTellEachConditionThatDoesNotHold() throws Exception {
        String org = Api.freshOrg();
        Api owner = withTrigger(org);

        owner.post(
                        "/orgs/" + org + "/triggers/issues/test",
                        Map.of(
                                "headers", Map.of("X-GitHub-Event", "issues"),
                                "payload", Map.of("action", "closed")))
                .then()
                .statusCode(200)
                .body("verdict", equalTo("skipped"))
                .body("conditions.find { it.pointer == '/events' }.holds", equalTo(false))
                .body("conditions[2].pointer", equalTo("/dispatchConditions/0"))
                .body("conditions[2].actual", equalTo("\"closed\""));
    }

    @Test
    void shouldSwitchATriggerOffAndOnAgain() throws Exception {
        String org = Api.freshOrg();
        Api owner = withTrigger(org);
        String trigger = "/orgs/" + org + "/triggers/issues";
        String before = owner.get(trigger).header("ETag");

        owner.post(trigger + "/disable", Map.of())
                .then()
                .statusCode(200)
                .body("enabled", equalTo(false))
                .header("X-WorkRail-Position", startsWith("wr.config-0:"));
        owner.request()
                .header("If-Match", before)
                .body(Map.of())
                .post("/api/v1" + trigger + "/enable")
                .then()
                .statusCode(412);
        owner.post(trigger + "/enable", Map.of()).then().body("enabled", equalTo(true));
        owner.post("/orgs/" + org + "/triggers/none/enable", Map.of()).then().statusCode(404);
    }

    @Test
    void shouldRotateASecretAndShowItOnce() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = withTrigger(org);
        String route = "/api/v1/orgs/" + org + "/triggers/issues/rotate-secret";

        // when
        Response rotated = rotate(owner, route);
        Response repeated = rotate(owner, route);

        // then
        rotated.then()
                .statusCode(200)
                .body("secret", equalTo("hook"))
                .body("value", matchesPattern("[0-9a-f]{64}"))
                .body("triggers", contains("issues"));
        repeated.then().statusCode(200).body("value", nullValue());
        String clear = rotated.path("value");
        owner.get("/orgs/" + org + "/secrets").then().body(not(containsString(clear)));
    }

    @Test
    void shouldImportAllOfAFileOrNothing() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = withTrigger(org);

        // when
        Response bad = load(owner, org, "", FILE.replace("goal: Two", "gaol: Two"));
        Response dry = load(owner, org, "?dryRun=true", FILE);
        Response unwritten = owner.get("/orgs/" + org + "/triggers");
        Response good = load(owner, org, "?complete=true", FILE);

        // then
        bad.then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.pointer", contains("/triggers/1/gaol"))
                .body("errors[0].detail", equalTo("line 9: unknown key; did you mean 'goal'?"));
        dry.then().statusCode(200).body("created", contains("first", "second"));
        unwritten.then().body("items.id", contains("issues"));
        good.then()
                .statusCode(200)
                .body("created", contains("first", "second"))
                .body("deleted", contains("issues"))
                .header("X-WorkRail-Position", startsWith("wr.config-0:"));
        owner.get("/orgs/" + org + "/triggers").then().body("items.id", hasItem("second"));
        owner.get("/orgs/" + org + "/triggers?provider=generic&limit=1")
                .then()
                .body("items.id", contains("first"))
                .body("next", not(nullValue()));
        owner.get("/orgs/" + org + "/triggers?enabled=false").then().body("items", empty());
        String exported =
                owner.request()
                        .accept("application/yaml")
                        .get("/api/v1/orgs/" + org + "/triggers.yml")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
        assertThat(exported).contains("id: first").contains("hmacSecret: $HOOK");
        load(owner, org, "", exported).then().body("unchanged", contains("first", "second"));
    }

    private static Api withTrigger(String org) throws Exception {
        Api owner = Api.owner(org);
        String base = "/orgs/" + org;
        owner.put(base + "/secrets/ingest/hook", Map.of("value", "s3cret")).then().statusCode(200);
        owner.post(
                        base + "/triggers",
                        Map.of(
                                "id",
                                "issues",
                                "provider",
                                "github",
                                "workflow",
                                "wr.quick-task",
                                "goalTemplate",
                                "Solve {{$.issue.title}}",
                                "contextMapping",
                                Map.of("number", "$.issue.number"),
                                "events",
                                List.of("issues.opened"),
                                "dispatchConditions",
                                List.of(Map.of("payloadPath", "action", "equals", "opened")),
                                "secrets",
                                List.of("hook")))
                .then()
                .statusCode(201);
        return owner;
    }

    private static Response rotate(Api api, String route) {
        return api.request()
                .header("Idempotency-Key", "rotate-once")
                .body(Map.of("overlapSeconds", 60))
                .post(route);
    }

    private static Response load(Api api, String org, String query, String file) {
        return api.request()
                .config(
                        RestAssuredConfig.config()
                                .encoderConfig(
                                        EncoderConfig.encoderConfig()
                                                .encodeContentTypeAs(
                                                        "application/yaml", ContentType.TEXT)))
                .contentType("application/yaml")
                .body(file)
                .post("/api/v1/orgs/" + org + "/triggers.yml" + query);
    }
}
