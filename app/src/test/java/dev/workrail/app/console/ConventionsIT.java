package dev.workrail.app.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.db.TenantTx;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What every route does alike, in a deployment whose settings nobody touched.
@QuarkusTest
@QuarkusTestResource(ConsoleBackend.class)
class ConventionsIT {
    private static final String POSITION = "X-WorkRail-Position";
    private static final String WORKFLOW =
            """
            {"id":"greet","name":"Greet","description":"Say hello.","version":"1.0.0",
             "steps":[{"id":"say","title":"Say it","prompt":"Say hello."}]}\
            """;

    @Inject TenantTx transactions;
    @Inject EntityManager database;

    @Test
    void shouldLetNoPageOfAnotherOriginReadAnything() {
        given().header("Origin", "https://page.test")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "Authorization")
                .options("/api/v1/me")
                .then()
                .header("Access-Control-Allow-Origin", nullValue())
                .header("Access-Control-Allow-Headers", nullValue());
        given().header("Origin", "https://page.test")
                .get("/api/v1/me")
                .then()
                .statusCode(401)
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    /projects/p,         {"name":"P"},                                       {"name":"Q"}
                    /workspaces/w,       {"repositoryUrl":"https://git.test/w.git"},         {"repositoryUrl":"https://git.test/v.git"}
                    /triggers/t,         {"provider":"manual"~"workflow":"wr.quick-task"~"goal":"A"}, {"provider":"manual"~"workflow":"wr.quick-task"~"goal":"B"}
                    /secrets/ingest/s,   {"value":"one"},                                    {"value":"two"}
                    /workflows/greet,    WORKFLOW,                                           WORKFLOW
                    """)
    void shouldChangeAndDeleteOnlyTheVersionThatWasRead(String path, String first, String second)
            throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        String url = "/api/v1/orgs/" + org + path;
        String old = write(owner, url, first).then().statusCode(200).extract().header("ETag");

        // when
        Response created = owner.request().header("If-None-Match", "*").body(body(first)).put(url);
        Response changed = owner.request().header("If-Match", old).body(body(second)).put(url);
        Response late = owner.request().header("If-Match", old).body(body(first)).put(url);
        Response lateDelete = owner.request().header("If-Match", old).delete(url);
        Response nonsense = owner.request().header("If-Match", "old").body(body(first)).put(url);

        // then
        created.then().statusCode(409).body("code", equalTo("exists"));
        String now = changed.then().statusCode(200).extract().header("ETag");
        assertThat(now).matches("\"[0-9]+\"").isNotEqualTo(old);
        if (!path.startsWith("/secrets")) {
            owner.request().get(url).then().statusCode(200).header("ETag", equalTo(now));
        }
        late.then().statusCode(412).body("code", equalTo("changed"));
        lateDelete.then().statusCode(412).body("code", equalTo("changed"));
        nonsense.then().statusCode(400).body("errors[0].pointer", equalTo("If-Match"));
        owner.request().header("If-Match", now).delete(url).then().statusCode(204);
        assertThat(changed.header(POSITION)).startsWith("wr.config-0:");
    }

    @Test
    void shouldWriteEveryTimeInUtc() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);

        // when
        Response made =
                owner.post(
                        "/orgs/" + org + "/api-keys",
                        Map.of(
                                "member", "owner",
                                "name", "far",
                                "expiresAt", "2099-01-01T01:30:00.5+02:00"));

        // then
        made.then().statusCode(201).body("key.expiresAt", equalTo("2098-12-31T23:30:00.500Z"));
        assertThat(made.<String>path("key.createdAt"))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");
        owner.get("/orgs/" + org + "/audit?from=yesterday")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("from"));
    }

    @Test
    void shouldSayThatAnAnswerIsStaleWhereTheViewsAreBehindTheWrite() throws Exception {
        // given views that nobody writes, as this deployment has no such role
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        Response dispatched =
                owner.post(
                        "/orgs/" + org + "/sessions",
                        Map.of("workflow", "wr.quick-task", "goal", "Say hello"));
        String behind = dispatched.then().statusCode(202).extract().header(POSITION);
        String ahead =
                owner.put("/orgs/" + org + "/projects/p", Map.of("name", "P")).header(POSITION);

        // when
        Instant asked = Instant.now();
        Response stale = owner.request().header(POSITION, behind).get(sessions(org));
        Duration waited = Duration.between(asked, Instant.now());

        // then
        assertThat(behind).startsWith("wr.triggers-");
        stale.then()
                .statusCode(200)
                .header("X-WorkRail-Stale", "true")
                .body("stale", equalTo(true));
        assertThat(waited).isGreaterThan(Duration.ofMillis(900));
        owner.request()
                .header(POSITION, ahead)
                .get("/api/v1/orgs/" + org + "/projects/p")
                .then()
                .statusCode(200)
                .header("X-WorkRail-Stale", nullValue())
                .body("stale", nullValue());
        owner.request()
                .header(POSITION, "somewhere")
                .get(sessions(org))
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo(POSITION));
    }

    @Test
    void shouldDoOnceWhatIsAskedManyTimesAtOnceUnderOneKey() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        List<Callable<Response>> calls = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            calls.add(() -> invite(owner, org, "once"));
        }

        // when
        List<Response> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(calls.size())) {
            for (Future<Response> answer : callers.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }

        // then
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.statusCode()).isIn(201, 409))
                .filteredOn(answer -> answer.statusCode() == 201)
                .filteredOn(answer -> answer.header("Idempotency-Replayed") == null)
                .hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 409)
                .allSatisfy(answer -> {
                    assertThat(answer.<String>path("code")).isEqualTo("in_progress");
                    assertThat(answer.header("Retry-After")).isEqualTo("1");
                });
        owner.get("/orgs/" + org + "/invitations").then().body("items.size()", equalTo(1));
    }

    @Test
    void shouldTakeAKeyForAFreshOneADayLater() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        String first = invite(owner, org, "daily").path("invitation.id");

        // when
        transactions.call(
                new OrgId(org),
                () ->
                        database.createNativeQuery(
                                        """
                                        update admin.idempotency_key
                                        set created_at = created_at - interval '24 hours 1 second'
                                        """)
                                .executeUpdate());
        Response later = invite(owner, org, "daily");

        // then
        later.then().statusCode(201).header("Idempotency-Replayed", nullValue());
        assertThat(later.<String>path("invitation.id")).isNotEqualTo(first);
    }

    @Test
    void shouldKeepTheKeysOfOrgsApartAndRefuseThoseThatAreNone() throws Exception {
        // given
        String here = Api.freshOrg();
        String there = Api.freshOrg();
        String first = invite(Api.owner(here), here, "same").path("invitation.id");

        // when
        Api owner = Api.owner(there);
        Response other = invite(owner, there, "same");

        // then
        other.then().statusCode(201).header("Idempotency-Replayed", nullValue());
        assertThat(other.<String>path("invitation.id")).isNotEqualTo(first);
        for (String none : List.of("two words", "x".repeat(201), "ü")) {
            invite(owner, there, none)
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("Idempotency-Key"));
        }
    }

    private static Response invite(Api owner, String org, String key) {
        return owner.request()
                .header("Idempotency-Key", key)
                .body(Map.of("email", "guest@" + org + ".test", "role", "member"))
                .post("/api/v1/orgs/" + org + "/invitations");
    }

    private static Response write(Api owner, String url, String body) {
        return owner.request().body(body(body)).put(url);
    }

    /// The source of parameters takes a comma for the end of a value.
    private static String body(String text) {
        return text.equals("WORKFLOW") ? WORKFLOW : text.replace('~', ',');
    }

    private static String sessions(String org) {
        return "/api/v1/orgs/" + org + "/sessions";
    }
}
