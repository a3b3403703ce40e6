package dev.workrail.app.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/// People who sign in elsewhere: tokens of a real Keycloak.
@QuarkusTest
@QuarkusTestResource(ConsoleBackend.class)
@QuarkusTestResource(value = Keycloak.class, restrictToAnnotatedClass = true)
class KeycloakIT {
    private static final String ONE = "sso-one";
    private static final String TWO = "sso-two";

    @Test
    void shouldLetAPersonDoWhatTheirClaimsSay() throws Exception {
        // given
        org(ONE);
        org(TWO);
        String other = Api.freshOrg();
        Api.owner(other);

        // when
        Api jane = new Api(token("cli"));

        // then
        jane.get("/me")
                .then()
                .statusCode(200)
                .body("name", equalTo("Jane Doe"))
                .body("subject", startsWith("oidc:"))
                .body("roles", equalTo(Map.of(ONE, "admin", TWO, "viewer")));
        jane.get("/orgs").then().body("items.org", contains(ONE, TWO));
        assertThat(secret(jane, ONE)).isEqualTo(200);
        assertThat(secret(jane, TWO)).isEqualTo(403);
        assertThat(secret(jane, other)).isEqualTo(404);
        jane.get("/orgs/" + ONE + "/audit?action=secret.create")
                .then()
                .body("items[0].actorName", equalTo("Jane Doe"));
    }

    @Test
    void shouldRefuseATokenForAnotherAudience() {
        expectRefused(token("another-api"));
    }

    @Test
    void shouldRefuseATokenThatIsNotTheIssuersOwn() {
        // given
        String[] parts = token("cli").split("\\.");
        String claims =
                new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                        .replace("/sso-two/viewer", "/sso-two/owner");
        String raised = encode(claims);

        // then
        expectRefused(parts[0] + "." + raised + "." + parts[2]);
        expectRefused(encode("{\"alg\":\"none\"}") + "." + parts[1] + ".");
        expectRefused(parts[0] + "." + parts[1] + ".");
        expectRefused(tokenOf("master", "admin-cli", "admin", "admin"));
    }

    @Test
    void shouldRefuseATokenThatExpired() {
        String token = token("hasty");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(new Api(token).get("/me").statusCode()).isEqualTo(401));
    }

    @Test
    void shouldTakeTheIssuersNewKeyWhenItChanges() {
        // given
        assertThat(new Api(token("cli")).get("/me").statusCode()).isEqualTo(200);
        String before = header(token("cli"));

        // when
        given().header(
                        "Authorization",
                        "Bearer " + tokenOf("master", "admin-cli", "admin", "admin"))
                .contentType(ContentType.JSON)
                .body(
                        Map.of(
                                "name", "newer",
                                "providerId", "rsa-generated",
                                "providerType", "org.keycloak.keys.KeyProvider",
                                "config", Map.of("priority", List.of("500"))))
                .post(server() + "/admin/realms/people/components")
                .then()
                .statusCode(201);

        // then
        assertThat(header(token("cli"))).isNotEqualTo(before);
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() ->
                        assertThat(new Api(token("cli")).get("/me").statusCode()).isEqualTo(200));
    }

    private static void expectRefused(String token) {
        new Api(token).get("/me").then().statusCode(401).body("code", equalTo("unauthorized"));
    }

    private static void org(String org) throws Exception {
        Api.operator().post("/orgs", Map.of("id", org, "name", org));
    }

    private static int secret(Api api, String org) {
        Response answer = api.put("/orgs/" + org + "/secrets/git/s", Map.of("value", "v"));
        return answer.statusCode();
    }

    private static String header(String token) {
        return token.substring(0, token.indexOf('.'));
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String token(String client) {
        return tokenOf("people", client, "jane", "jane");
    }

    private static String tokenOf(String realm, String client, String user, String password) {
        return given().contentType(ContentType.URLENC)
                .formParam("grant_type", "password")
                .formParam("client_id", client)
                .formParam("username", user)
                .formParam("password", password)
                .formParam("scope", "openid profile")
                .post(server() + "/realms/" + realm + "/protocol/openid-connect/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    private static String server() {
        String issuer =
                ConfigProvider.getConfig().getValue("workrail.console.oidc.issuer", String.class);
        return issuer.substring(0, issuer.indexOf("/realms/"));
    }
}
