package dev.workrail.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ConsoleBackend.class)
class ApiKeyIT {
    @Test
    void shouldShowAKeyOnceAndKeepNoneOfIt() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);

        // when
        Response made = key(owner, org, Map.of("member", "owner", "name", "ci"));

        // then
        String secret = made.path("secret");
        owner.get("/orgs/" + org + "/api-keys")
                .then()
                .statusCode(200)
                .body(not(containsString(secret)))
                .body(containsString(secret.substring(0, 10) + "…"));
    }

    @Test
    void shouldRefuseAKeyFromItsExpiryOn() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        Instant soon = Instant.now().plusSeconds(15);
        Api brief =
                new Api(
                        key(
                                        owner,
                                        org,
                                        Map.of(
                                                "member", "owner",
                                                "name", "brief",
                                                "expiresAt", soon.toString()))
                                .path("secret"));

        // then
        brief.get("/orgs/" + org).then().statusCode(200);
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(
                        () -> assertThat(brief.get("/orgs/" + org).statusCode()).isEqualTo(401));
        key(owner, org, Map.of("member", "owner", "name", "x", "expiresAt", "2020-01-01T00:00:00Z"))
                .then()
                .statusCode(400);
    }

    @Test
    void shouldRefuseAKeyOnceItIsRevokedOrItsMemberIsGone() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        Api member = owner.member(org, "member");
        Response made = key(owner, org, Map.of("member", "owner", "name", "old"));
        Api old = new Api(made.path("secret"));

        // when
        owner.delete("/orgs/" + org + "/api-keys/" + made.<String>path("key.id"))
                .then()
                .statusCode(200);
        owner.delete("/orgs/" + org + "/members/member").then().statusCode(204);

        // then
        old.get("/me").then().statusCode(401);
        member.get("/me").then().statusCode(401);
    }

    @Test
    void shouldNoteItsUseWithoutAWriteForEach() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        Api viewer = owner.member(org, "viewer");
        viewer.get("/me");
        String first = lastUsed(owner, org);

        // when
        for (int i = 0; i < 5; i++) {
            viewer.get("/me");
        }

        // then
        assertThat(first).isNotNull();
        assertThat(lastUsed(owner, org)).isEqualTo(first);
    }

    @Test
    void shouldLimitAKeyToItsScopes() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        Api reader =
                new Api(
                        key(
                                        owner,
                                        org,
                                        Map.of(
                                                "member", "owner",
                                                "name", "reader",
                                                "scopes", List.of("config:read", "sessions")))
                                .path("secret"));
        Map<String, String> workspace = Map.of("repositoryUrl", "https://git.test/a.git");

        // then
        reader.get("/orgs/" + org + "/workspaces").then().statusCode(200);
        reader.put("/orgs/" + org + "/workspaces/a", workspace).then().statusCode(403);
        reader.get("/orgs/" + org + "/audit").then().statusCode(403);
        reader.post("/orgs/" + org + "/sessions", Map.of()).then().statusCode(400);
        key(reader, org, Map.of("member", "owner", "name", "wider"))
                .then()
                .statusCode(403)
                .body("code", equalTo("forbidden"));
    }

    private static Response key(Api api, String org, Object body) {
        return api.post("/orgs/" + org + "/api-keys", body);
    }

    private static String lastUsed(Api owner, String org) {
        return owner.get("/orgs/" + org + "/api-keys")
                .path("items.find{it.member == 'viewer'}.lastUsedAt");
    }
}
