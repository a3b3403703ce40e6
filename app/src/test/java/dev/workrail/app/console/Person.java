package dev.workrail.app.console;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/// A person at a browser: signed in by a cookie, with the token that proves a request is theirs.
record Person(String email, String cookie, String csrfToken) {
    static final String PASSWORD = "a long walk in the rain";

    /// Invites a person to an org, and accepts.
    static void join(Api owner, String org, String email, String role) {
        accept(invite(owner, org, email, role), PASSWORD).then().statusCode(201);
    }

    /// @return the invitation's token
    static String invite(Api owner, String org, String email, String role) {
        return owner.post("/orgs/" + org + "/invitations", Map.of("email", email, "role", role))
                .then()
                .statusCode(201)
                .extract()
                .path("token");
    }

    static Response accept(String token, String password) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("token", token, "password", password))
                .post("/api/v1/invitations/accept");
    }

    static Response tryToSignIn(String email, String password) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", password))
                .post("/api/v1/sign-in");
    }

    static Person signIn(String email) {
        return signIn(email, PASSWORD);
    }

    static Person signIn(String email, String password) {
        Response answer = tryToSignIn(email, password);
        answer.then().statusCode(200);
        return new Person(email, answer.cookie("workrail"), answer.path("csrfToken"));
    }

    RequestSpecification request() {
        return given().contentType(ContentType.JSON)
                .cookie("workrail", cookie)
                .header("X-WorkRail-CSRF", csrfToken);
    }

    Response get(String path) {
        return given().cookie("workrail", cookie).get("/api/v1" + path);
    }

    Response post(String path, Object body) {
        return request().body(body).post("/api/v1" + path);
    }
}
