package dev.workrail.app.console;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A process without the console role answers as one that has no such path, key or no key.
@QuarkusTest
@TestProfile(AbsentConsoleIT.IngestAlone.class)
class AbsentConsoleIT {
    /// The same broker and database, another role.
    public static final class IngestAlone implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(ConsoleBackend.class, Map.of("roles", "ingest")));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/me", "/orgs", "/orgs/acme/sessions", "/orgs/acme/stream"})
    void shouldAnswerThatThereIsNoSuchPath(String path) {
        given().get("/api/v1" + path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("not_found"));
        given().header("Authorization", "Bearer wra_unknown")
                .get("/api/v1" + path)
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/setup", "/orgs", "/orgs/acme/sessions"})
    void shouldTakeNothing(String path) {
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1" + path)
                .then()
                .statusCode(404);
    }
}
