package dev.workrail.app.console;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;

/// A client of the API under test, with one key.
record Api(String key) {
    private static final AtomicInteger ORGS = new AtomicInteger();
    private static String operatorKey = "";

    /// The operator; the first call redeems the set-up token.
    static synchronized Api operator() throws Exception {
        if (operatorKey.isEmpty()) {
            Path file =
                    Path.of(
                            ConfigProvider.getConfig()
                                    .getValue("workrail.console.setup-token-file", String.class));
            operatorKey =
                    given().contentType(ContentType.JSON)
                            .body(Map.of("token", Files.readString(file).strip()))
                            .post("/api/v1/setup")
                            .then()
                            .statusCode(201)
                            .extract()
                            .path("secret");
        }
        return new Api(operatorKey);
    }

    static String freshOrg() {
        return "org" + ORGS.incrementAndGet();
    }

    /// Makes an org, and its owner's client.
    static Api owner(String org) throws Exception {
        Response answer = operator().post("/orgs", Map.of("id", org, "name", "Org " + org));
        answer.then().statusCode(201);
        return new Api(answer.path("ownerKey.secret"));
    }

    /// Makes a member of an org, and their client.
    Api member(String org, String role) {
        post("/orgs/" + org + "/members", Map.of("id", role, "name", role, "role", role))
                .then()
                .statusCode(201);
        return new Api(
                post("/orgs/" + org + "/api-keys", Map.of("member", role, "name", role))
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("secret"));
    }

    RequestSpecification request() {
        return given().header("Authorization", "Bearer " + key).contentType(ContentType.JSON);
    }

    Response get(String path) {
        return request().get("/api/v1" + path);
    }

    Response post(String path, Object body) {
        return request().body(body).post("/api/v1" + path);
    }

    Response put(String path, Object body) {
        return request().body(body).put("/api/v1" + path);
    }

    Response delete(String path) {
        return request().delete("/api/v1" + path);
    }
}
