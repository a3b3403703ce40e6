package dev.workrail.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ConsoleBackend.class)
class IdempotencyIT {
    @Test
    void shouldAnswerARepeatAsTheFirst() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        Map<String, String> work = Map.of("workflow", "wr.quick-task", "goal", "Say hello");

        // when
        Response first = dispatch(owner, org, "once", work);
        Response second = dispatch(owner, org, "once", work);

        // then
        first.then().statusCode(202);
        second.then().statusCode(202).header("Idempotency-Replayed", "true");
        assertThat(second.<String>path("session")).isEqualTo(first.path("session"));
        assertThat(second.header("X-WorkRail-Position"))
                .isEqualTo(first.header("X-WorkRail-Position"));
    }

    @Test
    void shouldRefuseAnotherRequestUnderTheSameKey() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        dispatch(owner, org, "taken", Map.of("workflow", "wr.quick-task", "goal", "One"))
                .then()
                .statusCode(202);

        // when
        Response other =
                dispatch(owner, org, "taken", Map.of("workflow", "wr.quick-task", "goal", "Two"));

        // then
        other.then().statusCode(422).body("code", equalTo("idempotency_key_reused"));
    }

    @Test
    void shouldForgetTheKeyOfARefusedRequest() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        dispatch(owner, org, "again", Map.of("workflow", "no-such", "goal", "One"))
                .then()
                .statusCode(400);

        // when
        Response mended =
                dispatch(owner, org, "again", Map.of("workflow", "wr.quick-task", "goal", "One"));

        // then
        mended.then().statusCode(202);
    }

    @Test
    void shouldNotKeepASecretForARepeat() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        Map<String, String> wanted = Map.of("member", "owner", "name", "second");

        // when
        Response first = newKey(owner, org, wanted);
        Response second = newKey(owner, org, wanted);

        // then
        assertThat(first.<String>path("secret")).startsWith("wra_");
        second.then().statusCode(201);
        assertThat(second.<String>path("secret")).isNull();
        assertThat(second.<String>path("key.id")).isEqualTo(first.path("key.id"));
    }

    private static Response dispatch(Api api, String org, String key, Object body) {
        return api.request()
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/v1/orgs/" + org + "/sessions");
    }

    private static Response newKey(Api api, String org, Object body) {
        return api.request()
                .header("Idempotency-Key", "key")
                .body(body)
                .post("/api/v1/orgs/" + org + "/api-keys");
    }
}
