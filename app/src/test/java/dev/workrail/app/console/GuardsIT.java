package dev.workrail.app.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What keeps a deployment whose settings are tight: rate limits, and who may read across origins.
@QuarkusTest
@QuarkusTestResource(ConsoleBackend.class)
@TestProfile(GuardsIT.Tight.class)
class GuardsIT {
    private static final String OURS = "https://console.test";

    public static final class Tight implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "workrail.console.rates.key", "20",
                    "workrail.console.rates.address", "30",
                    "quarkus.http.cors.enabled", "true",
                    "quarkus.http.cors.origins", OURS);
        }
    }

    @BeforeEach
    void setUpBeforeTheAddressIsUsedUp() throws Exception {
        Api.operator();
    }

    @Test
    void shouldRefuseAKeyBeyondItsQuotaAndNoOther() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        Api viewer = owner.member(org, "viewer");

        // when
        List<Response> answers = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            answers.add(viewer.get("/orgs/" + org));
        }

        // then
        answers.getFirst()
                .then()
                .statusCode(200)
                .header("RateLimit-Policy", "\"key\";q=20;w=60, \"org\";q=30000;w=60")
                .header("RateLimit", containsString("\"key\";r=19;t=3"));
        Response refused = answers.getLast();
        refused.then().statusCode(429).body("code", equalTo("rate_limited"));
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 4);
        assertThat(refused.header("RateLimit")).contains("\"key\";r=0");
        owner.get("/orgs/" + org).then().statusCode(200);
    }

    @Test
    void shouldRefuseAnAddressThatAsksPublicRoutesWithoutEnd() {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            statuses.add(
                    given().contentType("application/json")
                            .body("{}")
                            .post("/api/v1/invitations/look")
                            .statusCode());
        }

        assertThat(statuses).contains(400).endsWith(429);
    }

    @Test
    void shouldLetPagesOfAnAllowedOriginReadAnswers() {
        given().header("Origin", OURS)
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "X-WorkRail-CSRF")
                .options("/api/v1/me")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", OURS);
        given().header("Origin", OURS)
                .get("/api/v1/me")
                .then()
                .statusCode(401)
                .header("Access-Control-Allow-Origin", OURS)
                .header("Access-Control-Expose-Headers", containsString("RateLimit"));
    }

    @Test
    void shouldLetNoOtherPageReadThem() {
        given().header("Origin", "https://evil.test")
                .get("/api/v1/me")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
    }
}
