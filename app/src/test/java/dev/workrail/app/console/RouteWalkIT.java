package dev.workrail.app.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.console.access.OrgRole;
import dev.workrail.console.access.RoutePermissions;
import dev.workrail.console.access.RoutePermissions.Route;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Walks every route as nobody, as each role and as another org's owner.
@QuarkusTest
@QuarkusTestResource(ConsoleBackend.class)
class RouteWalkIT {
    private static final String MARK = "foreign-byte";

    @Test
    void shouldHaveAPermissionForEveryRouteAndNoOther() {
        // given
        Map<String, Map<String, Object>> paths =
                given().queryParam("format", "json")
                        .get("/api/v1/openapi")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("paths");

        // when
        Set<String> documented = new TreeSet<>();
        paths.forEach((path, methods) -> {
            if (path.startsWith("/api/v1")) {
                methods.keySet().stream()
                        .filter(name -> Set.of("get", "post", "put", "delete").contains(name))
                        .forEach(name ->
                                documented.add(
                                        name.toUpperCase()
                                                + " "
                                                + path.substring("/api/v1".length())));
            }
        });

        // then
        Set<String> permitted =
                RoutePermissions.TABLE.keySet().stream()
                        .map(route -> route.method() + " " + route.path())
                        .collect(Collectors.toCollection(TreeSet::new));
        RoutePermissions.PUBLIC.forEach(
                route -> permitted.add(route.method() + " " + route.path()));
        assertThat(documented).isEqualTo(permitted);
    }

    @Test
    void shouldSayInTheDocumentWhoMayDoWhat() {
        // given
        JsonPath document =
                given().queryParam("format", "json")
                        .get("/api/v1/openapi")
                        .then()
                        .extract()
                        .jsonPath();

        // when
        List<String> wrong = new ArrayList<>();
        RoutePermissions.TABLE.forEach((route, rule) -> {
            Map<String, Object> operation = operation(document, route);
            List<String> roles =
                    Stream.of(OrgRole.values())
                            .filter(role -> role.covers(rule.atLeast()))
                            .map(OrgRole::wire)
                            .toList();
            String scope = rule.group().wire() + (route.method().equals("GET") ? ":read" : "");
            if (!roles.equals(operation.get("x-workrail-roles"))
                    || !scope.equals(operation.get("x-workrail-scope"))
                    || !String.valueOf(operation.get("security")).contains("apiKey")) {
                wrong.add(route + " " + operation.get("x-workrail-roles"));
            }
        });
        RoutePermissions.PUBLIC.forEach(route -> {
            if (!List.of().equals(operation(document, route).get("security"))) {
                wrong.add(route + " is public, and the document does not say so");
            }
        });

        // then
        assertThat(wrong).isEmpty();
    }

    private static Map<String, Object> operation(JsonPath document, Route route) {
        Map<String, Map<String, Map<String, Object>>> paths = document.getMap("paths");
        return paths.getOrDefault("/api/v1" + route.path(), Map.of())
                .getOrDefault(route.method().toLowerCase(Locale.ROOT), Map.of());
    }

    @Test
    void shouldAnswerAPublicRouteToNobodyWithoutAFaultOfOurs() {
        List<String> wrong = new ArrayList<>();
        RoutePermissions.PUBLIC.forEach(route -> {
            int status = call(route, "none", null).statusCode();
            if (status != 400) {
                wrong.add("%s answered %d".formatted(route, status));
            }
        });

        assertThat(wrong).isEmpty();
    }

    @Test
    void shouldLetEachCallerDoWhatTheTableSaysAndNoMore() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        owner.put("/orgs/" + org + "/secrets/ingest/hook", Map.of("value", MARK));
        owner.post(
                "/orgs/" + org + "/workspaces",
                Map.of("id", MARK, "repositoryUrl", "https://git.test/" + MARK + ".git"));
        Api stranger = Api.owner(Api.freshOrg());
        Map<OrgRole, Api> members = new EnumMap<>(OrgRole.class);
        for (String role : List.of("viewer", "member", "admin")) {
            members.put(OrgRole.valueOf(role.toUpperCase()), owner.member(org, role));
        }
        members.put(OrgRole.OWNER, owner);
        members.put(OrgRole.OPERATOR, Api.operator());

        // when
        List<String> wrong = new ArrayList<>();
        RoutePermissions.TABLE.forEach((route, rule) -> {
            expect(wrong, route, "nobody", 401, call(route, org, null));
            members.forEach((role, api) -> {
                Response answer = call(route, org, api);
                boolean allowed = role.covers(rule.atLeast());
                if (allowed == (answer.statusCode() == 403) || answer.statusCode() >= 500) {
                    wrong.add("%s as %s answered %d".formatted(route, role, answer.statusCode()));
                }
            });
            if (route.path().startsWith("/orgs/{org}")) {
                Response answer = call(route, org, stranger);
                expect(wrong, route, "another org's owner", 404, answer);
                if (answer.asString().contains(MARK)) {
                    wrong.add(route + " shows another org's bytes");
                }
            }
        });

        // then
        assertThat(wrong).isEmpty();
    }

    private static void expect(
            List<String> wrong, Route route, String who, int status, Response answer) {
        if (answer.statusCode() != status) {
            wrong.add("%s as %s answered %d".formatted(route, who, answer.statusCode()));
        }
    }

    /// With a body that no route takes, so that nothing is changed by who may change it.
    private static Response call(Route route, String org, Api api) {
        String path =
                "/api/v1" + route.path().replace("{org}", org).replaceAll("\\{[a-z]+}", "none");
        RequestSpecification request =
                given().contentType(
                                route.path().endsWith(".yml") ? "text/plain" : "application/json")
                        .config(
                                io.restassured.RestAssured.config()
                                        .httpClient(
                                                io.restassured.config.HttpClientConfig
                                                        .httpClientConfig()
                                                        .setParam("http.socket.timeout", 5_000)));
        if (api != null) {
            request.header("Authorization", "Bearer " + api.key());
        }
        if (route.path().equals("/orgs/{org}/stream") && api != null) {
            request.header("Last-Event-ID", "not a cursor");
        }
        if (!route.method().equals("GET") && !route.method().equals("DELETE")) {
            request.body("[]");
        }
        return request.request(route.method(), path);
    }
}
