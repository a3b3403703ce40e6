package dev.workrail.app.console;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A parameter that is wrong is refused by name, never read as if it were absent.
@QuarkusTest
@QuarkusTestResource(ConsoleBackend.class)
class QueryParametersIT {
    private String org;
    private Api owner;

    @BeforeEach
    void makeOrg() throws Exception {
        org = Api.freshOrg();
        owner = Api.owner(org);
    }

    @Test
    void shouldRefuseAParameterThatTheRouteDoesNotKnow() {
        refused("/sessions?stauts=stuck", "stauts", "expected one of cursor, from, goal, limit");
        refused("/proofs?status=failed", "status", "expected one of branch, commit, cursor");
        refused("/sessions/sess_1/tree?depth=1", "depth", "expected no parameters");
    }

    @Test
    void shouldRefuseAValueThatIsNone() {
        refused("/sessions?limit=many", "limit", "expected a whole number, was 'many'");
        refused("/sessions?limit=0", "limit", "expected 1 to 200, was 0");
        refused("/sessions?rootsOnly=perhaps", "rootsOnly", "expected one of true, false");
        refused("/sessions?sort=beauty", "sort", "expected one of created, updated, ended");
        refused("/sessions?status=asleep", "status", "expected one of waiting, idle, thinking");
        refused("/proofs?commit=HEAD", "commit", "expected 7 to 64 hexadecimal digits");
        refused("/proofs?sort=created", "sort", "expected one of updated");
        refused("/triggers/t/events?verdict=maybe", "verdict", "expected one of queued");
        refused("/logs?level=loud", "level", "expected one of debug, info, warn, error");
        refused("/logs?from=yesterday", "from", "expected an RFC 3339 time");
    }

    @Test
    void shouldTakeAnEmptyOneAsAbsent() {
        for (String query :
                List.of("/sessions?limit=&sort=&order=", "/logs?level=", "/proofs?commit=")) {
            owner.get("/orgs/" + org + query + "&cursor=")
                    .then()
                    .statusCode(200)
                    .body("items.size()", equalTo(0));
        }
    }

    @Test
    void shouldAnswerHeadAsGet() {
        owner.request().head("/api/v1/orgs/" + org + "/sessions").then().statusCode(200);
        owner.request().head("/api/v1/orgs/none/sessions").then().statusCode(404);
    }

    private void refused(String path, String pointer, String detail) {
        owner.get("/orgs/" + org + path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("malformed"))
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].detail", containsString(detail));
    }
}
