package dev.workrail.app.console;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A process without the console role answers as one that has no such path, key or no key.
@QuarkusTest
@QuarkusTestResource(
        value = ConsoleBackend.class,
        initArgs = @ResourceArg(name = "roles", value = "ingest"),
        restrictToAnnotatedClass = true)
class AbsentConsoleIT {
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
