package dev.workrail.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workrail.console.access.RoutePermissions;
import dev.workrail.console.access.RoutePermissions.Route;
import dev.workrail.platform.kafka.KafkaClients;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

/// Walks every route that changes something and looks for what the audit log says of it.
@QuarkusTest
@QuarkusTestResource(ConsoleBackend.class)
class AuditWalkIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    /// Routes that only look, though they take a body.
    private static final Set<String> CHANGE_NOTHING =
            Set.of(
                    "POST /invitations/look",
                    "POST /orgs/{org}/workflows/validate",
                    "POST /orgs/{org}/triggers/{trigger}/test");

    @Inject DataSource database;
    @Inject KafkaClients kafka;

    @Test
    void shouldEnterWhatEveryRouteChanges() throws Exception {
        // given
        String org = Api.freshOrg();
        ChangingCalls calls = ChangingCalls.in(org, database, kafka);

        // when
        List<String> wrong = new ArrayList<>();
        Set<String> walked = new TreeSet<>(CHANGE_NOTHING);
        for (ChangingCalls.Step step : calls.steps()) {
            walked.add(step.route());
            walk(List.of(org, calls.other(), "workrail"), step, wrong);
        }

        // then
        assertThat(wrong).isEmpty();
        assertThat(walked)
                .as("each route that changes something has a call in ChangingCalls")
                .isEqualTo(changing());
    }

    @Test
    void shouldEnterWhoSetTheDeploymentUp() throws Exception {
        List<String> actions =
                Api.operator().get("/orgs/workrail/audit?actor=setup").path("items.action");

        assertThat(actions).contains("member.add", "api_key.create");
    }

    private static void walk(List<String> orgs, ChangingCalls.Step step, List<String> wrong) {
        Set<String> before = entries(orgs, step.action());
        Response answer = step.call().get();
        if (answer.statusCode() >= 300) {
            wrong.add(
                    "%s answered %d %s"
                            .formatted(step.route(), answer.statusCode(), answer.asString()));
            return;
        }
        try {
            await().atMost(SOON).until(() -> !before.containsAll(entries(orgs, step.action())));
        } catch (ConditionTimeoutException e) {
            wrong.add(step.route() + " left no entry " + step.action());
        }
    }

    private static Set<String> entries(List<String> orgs, String action) {
        Set<String> ids = new HashSet<>();
        for (String org : orgs) {
            Response answer =
                    operator().get("/orgs/%s/audit?limit=200&action=%s".formatted(org, action));
            if (answer.statusCode() == 200) {
                ids.addAll(answer.path("items.id"));
            }
        }
        return ids;
    }

    private static Api operator() {
        try {
            return Api.operator();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> changing() {
        Set<String> routes = new TreeSet<>();
        Stream.concat(RoutePermissions.TABLE.keySet().stream(), RoutePermissions.PUBLIC.stream())
                .filter(route -> !route.method().equals("GET"))
                .map(AuditWalkIT::name)
                .filter(route -> !route.equals("POST /setup"))
                .forEach(routes::add);
        return routes;
    }

    private static String name(Route route) {
        return route.method() + " " + route.path();
    }
}
