package dev.workrail.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.console.access.RoutePermissions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whatever comes in, the answer is never our fault.
@QuarkusTest
@QuarkusTestResource(ConsoleBackend.class)
class HostileInputIT {
    private static final String DEEP = "[".repeat(1_200) + "]".repeat(1_200);
    private static final List<String> BODIES =
            List.of(
                    "",
                    "null",
                    "{",
                    "{}",
                    "\"text\"",
                    "[null]",
                    DEEP,
                    "{\"id\":{\"a\":1},\"name\":[1],\"role\":\"king\",\"scopes\":[null,\"x\"]}",
                    "{\"id\":\"a\\u0000b\",\"name\":\"a\\u0000b\",\"goal\":\"a\\u0000b\"}",
                    "{\"deliveries\":[null,{\"kind\":\"callback\",\"url\":\"::\"}],\"agent\":5}",
                    "{\"limits\":{\"maxSessions\":99999999999999999999,\"tiers\":{\"mid\":null}}}",
                    "{\"schedule\":{\"expression\":\"* * *\",\"zone\":\"Mars/Base\"},"
                            + "\"contextMapping\":{\"\":null},\"events\":[null]}",
                    "{\"workflow\":\"../../etc\",\"goal\":\"x\",\"context\":[]}");
    private static final List<String> IDS =
            List.of("%00", "..%2F..", "a'b", "%F0%9F%92%A3", "x".repeat(300));
    private static final List<String> QUERIES =
            List.of(
                    "cursor=%00",
                    "cursor=AAAA",
                    "limit=-1",
                    "limit=99999999999",
                    "limit=many&limit=&limit=1&limit=2",
                    "level=loud&sort=beauty&kind=x&rootsOnly=perhaps&commit=HEAD",
                    "order=sideways&from=yesterday&status=asleep",
                    "goal=%00&workflow=%00&topic=%00&branch=%00&state=%00",
                    "from=-999999999-01-01T00:00:00Z&until=%2B999999999-12-31T23:59:59Z");

    @Test
    void shouldNeverAnswerAsIfItWereOurFault() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        List<String> wrong = new ArrayList<>();

        // when
        Stream.concat(RoutePermissions.TABLE.keySet().stream(), RoutePermissions.PUBLIC.stream())
                .filter(route -> !route.path().endsWith("/stream"))
                .forEach(route -> {
                    String path = route.path().replace("{org}", org);
                    if (route.method().equals("GET")) {
                        for (String query : QUERIES) {
                            // One by one: of a parameter it does not know a route says only that.
                            for (String parameter : query.split("&")) {
                                call(wrong, owner, "GET", plain(path) + "?" + parameter, null);
                            }
                        }
                    }
                    for (String id : IDS) {
                        call(
                                wrong,
                                owner,
                                route.method(),
                                path.replaceAll("\\{[a-z]+}", id),
                                route.method().equals("GET") ? null : "{}");
                    }
                    if (route.method().equals("POST") || route.method().equals("PUT")) {
                        for (String body : BODIES) {
                            call(wrong, owner, route.method(), plain(path), body);
                        }
                    }
                });

        // then
        assertThat(wrong).isEmpty();
    }

    private static String plain(String path) {
        return path.replaceAll("\\{[a-z]+}", "none");
    }

    private static void call(List<String> wrong, Api api, String method, String path, String body) {
        RequestSpecification request = api.request().urlEncodingEnabled(false);
        if (body != null) {
            request.body(body);
        }
        Response answer = request.request(method, "/api/v1" + path);
        if (answer.statusCode() >= 500 || (answer.statusCode() >= 400 && !explained(answer))) {
            wrong.add(
                    "%s %s %s answered %d %s"
                            .formatted(
                                    method,
                                    path,
                                    body == null
                                            ? ""
                                            : body.substring(0, Math.min(60, body.length())),
                                    answer.statusCode(),
                                    answer.contentType()));
        }
    }

    private static boolean explained(Response answer) {
        return String.valueOf(answer.contentType()).startsWith("application/problem+json");
    }
}
