package dev.workrail.app.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ConsoleBackend.class)
class PeopleIT {
    @Inject DataSource database;

    @Test
    void shouldLetAnInvitedPersonInOnce() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        String email = "once@" + org + ".test";
        Response made =
                owner.post(
                        "/orgs/" + org + "/invitations",
                        Map.of("email", email.toUpperCase(), "name", "Jo", "role", "admin"));
        made.then()
                .statusCode(201)
                .body("link", startsWith("/invitation#wri_"))
                .body("invitation.state", equalTo("open"));
        String token = made.path("token");

        // when
        given().contentType(ContentType.JSON)
                .body(Map.of("token", token))
                .post("/api/v1/invitations/look")
                .then()
                .statusCode(200)
                .body("email", equalTo(email))
                .body("orgName", equalTo("Org " + org))
                .body("hasAccount", equalTo(false));
        Response first = Person.accept(token, Person.PASSWORD);
        Response second = Person.accept(token, Person.PASSWORD);

        // then
        first.then().statusCode(201).body("member.id", equalTo("once"));
        second.then().statusCode(404);
        Person person = Person.signIn(email);
        person.get("/me")
                .then()
                .body("subject", equalTo("user:" + email))
                .body("csrfToken", equalTo(person.csrfToken()))
                .body("roles." + org, equalTo("admin"));
        owner.get("/orgs/" + org + "/invitations")
                .then()
                .body("items.state", contains("accepted"))
                .body(not(containsString("wri_")));
    }

    @Test
    void shouldLetOnePersonBelongToSeveralOrgsWithARoleInEach() throws Exception {
        // given
        String one = Api.freshOrg();
        String two = Api.freshOrg();
        String three = Api.freshOrg();
        String email = "jane@" + one + ".test";
        Person.join(Api.owner(one), one, email, "viewer");
        Person.join(Api.owner(two), two, email, "admin");
        Api.owner(three);

        // when
        Person jane = Person.signIn(email);

        // then
        jane.get("/orgs").then().body("items.org", contains(one, two));
        assertThat(member(jane, one).statusCode()).isEqualTo(403);
        assertThat(member(jane, two).statusCode()).isEqualTo(403);
        assertThat(secret(jane, one)).isEqualTo(403);
        assertThat(secret(jane, two)).isEqualTo(200);
        jane.get("/orgs/" + three + "/workspaces").then().statusCode(404);
        Api.owner(Api.freshOrg()).get("/orgs/" + two + "/audit").then().statusCode(404);
        jane.get("/orgs/" + two + "/audit?action=secret.create")
                .then()
                .body("items.actor", contains("user:" + email))
                .body("items.actorName", contains(email));
    }

    @Test
    void shouldRefuseAChangeByCookieAloneAsAnotherSitesPageCouldSendIt() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        String email = "csrf@" + org + ".test";
        Person.join(owner, org, email, "admin");
        Response signedIn = Person.tryToSignIn(email, Person.PASSWORD);
        Person person = Person.signIn(email);
        Person forged = new Person(email, person.cookie(), "guessed");

        // when
        Response answer = forged.post("/orgs/" + org + "/kill", Map.of());

        // then
        answer.then().statusCode(403).body("code", equalTo("csrf"));
        assertThat(signedIn.header("Set-Cookie")).contains("HttpOnly", "SameSite=Strict", "Path=/");
        person.post("/orgs/" + org + "/kill", Map.of("trigger", "t")).then().statusCode(202);
    }

    @Test
    void shouldEndASignInHereAndElsewhere() throws Exception {
        // given
        String org = Api.freshOrg();
        String email = "out@" + org + ".test";
        Person.join(Api.owner(org), org, email, "viewer");
        Person laptop = Person.signIn(email);
        Person phone = Person.signIn(email);
        List<Map<String, Object>> signIns = laptop.get("/me/sign-ins").path("items");
        assertThat(signIns).hasSize(2);
        String other =
                signIns.stream()
                        .filter(one -> one.get("current").equals(false))
                        .map(one -> (String) one.get("id"))
                        .findFirst()
                        .orElseThrow();

        // when
        laptop.request().delete("/api/v1/me/sign-ins/" + other).then().statusCode(204);
        Response out = laptop.post("/sign-out", Map.of());

        // then
        phone.get("/me").then().statusCode(401);
        out.then().statusCode(204);
        assertThat(out.header("Set-Cookie")).contains("workrail=", "Max-Age=0");
        laptop.get("/me").then().statusCode(401);
    }

    @Test
    void shouldSayNoMoreThanThatEmailAndPasswordDoNotBelongTogether() throws Exception {
        // given
        String org = Api.freshOrg();
        String email = "quiet@" + org + ".test";
        Person.join(Api.owner(org), org, email, "viewer");

        // when
        Response wrong = Person.tryToSignIn(email, "not the password");
        Response unknown = Person.tryToSignIn("nobody@" + org + ".test", "not the password");

        // then
        wrong.then().statusCode(401).body("code", equalTo("wrong_credentials"));
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.<String>path("detail")).isEqualTo(wrong.path("detail"));
    }

    @Test
    void shouldSlowDownWhoeverGuesses() throws Exception {
        // given
        String org = Api.freshOrg();
        String email = "guessed@" + org + ".test";
        Person.join(Api.owner(org), org, email, "viewer");
        // Each wrong one doubles the wait: until it is longer than the next try can take.
        await().until(() -> waitAfter(Person.tryToSignIn(email, "wrong number")) >= 4);

        // when
        Response next = Person.tryToSignIn(email, Person.PASSWORD);

        // then
        next.then()
                .statusCode(429)
                .body("code", equalTo("sign_in_throttled"))
                .header("Retry-After", not(equalTo("0")));
    }

    private static int waitAfter(Response refused) {
        String seconds = refused.header("Retry-After");
        return seconds == null ? 0 : Integer.parseInt(seconds);
    }

    @Test
    void shouldSetANewPasswordByALinkThatWorksOnce() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        String email = "forgot@" + org + ".test";
        Person.join(owner, org, email, "viewer");
        Person before = Person.signIn(email);
        String token =
                owner.post("/orgs/" + org + "/members/forgot/password-reset", Map.of())
                        .then()
                        .statusCode(201)
                        .body("link", startsWith("/password-reset#wrp_"))
                        .extract()
                        .path("token");

        // when
        Response weak = reset(token, "short");
        Response first = reset(token, "another long walk outside");
        Response second = reset(token, "yet another long walk outside");

        // then
        weak.then().statusCode(400).body("errors.pointer", contains("/password"));
        first.then().statusCode(204);
        second.then().statusCode(404);
        before.get("/me").then().statusCode(401);
        Person.signIn(email, "another long walk outside");
        owner.get("/orgs/" + org + "/audit")
                .then()
                .body("items.action", hasItem("account.password_reset"))
                .body("items.action", hasItem("account.password_reset_link"))
                .body(not(containsString(token)));
    }

    @Test
    void shouldNotLetAnOwnerTakeOverAPersonOfAnotherOrg() throws Exception {
        // given
        String org = Api.freshOrg();
        String other = Api.freshOrg();
        Api owner = Api.owner(org);
        String email = "shared@" + org + ".test";
        Person.join(owner, org, email, "viewer");
        Person.join(Api.owner(other), other, email, "owner");
        String path = "/orgs/" + org + "/members/shared/password-reset";

        // when
        Response asOwner = owner.post(path, Map.of());
        Response asOperator = Api.operator().post(path, Map.of());

        // then
        asOwner.then().statusCode(422).body("code", equalTo("shared_account"));
        asOperator.then().statusCode(201);
    }

    @Test
    void shouldAskAPersonWithAnAccountForItsPassword() throws Exception {
        // given
        String org = Api.freshOrg();
        String other = Api.freshOrg();
        String email = "known@" + org + ".test";
        Person.join(Api.owner(org), org, email, "viewer");
        String token = Person.invite(Api.owner(other), other, email, "viewer");

        // when
        Response forged = Person.accept(token, "a password of my own");

        // then
        forged.then().statusCode(401).body("code", equalTo("wrong_credentials"));
        Person.accept(token, Person.PASSWORD).then().statusCode(201);
    }

    @Test
    void shouldRefuseAnInvitationThatExpiredOrWasTakenBack() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        String late = Person.invite(owner, org, "late@" + org + ".test", "viewer");
        String back = Person.invite(owner, org, "back@" + org + ".test", "viewer");
        age(org, "late@" + org + ".test");
        List<String> ids =
                owner.get("/orgs/" + org + "/invitations")
                        .path("items.findAll{it.email =~ /back/}.id");

        // when
        owner.delete("/orgs/" + org + "/invitations/" + ids.getFirst()).then().statusCode(200);

        // then
        Person.accept(late, Person.PASSWORD)
                .then()
                .statusCode(409)
                .body("code", equalTo("invitation_closed"));
        Person.accept(back, Person.PASSWORD).then().statusCode(404);
        owner.get("/orgs/" + org + "/members").then().body("items", hasSize(1));
    }

    @Test
    void shouldNotLetAnyoneMakeAMemberWhoMayDoMoreThanThey() throws Exception {
        // given
        String operators = "workrail";
        Api operator = Api.operator();
        operator.post(
                "/orgs/" + operators + "/members",
                Map.of("id", "clerk", "name", "Clerk", "role", "owner"));
        Api clerk =
                new Api(
                        operator.post(
                                        "/orgs/" + operators + "/api-keys",
                                        Map.of("member", "clerk", "name", "k"))
                                .path("secret"));

        // when
        Response invited =
                clerk.post(
                        "/orgs/" + operators + "/invitations",
                        Map.of("email", "me@clerk.test", "role", "operator"));
        Response added =
                clerk.post(
                        "/orgs/" + operators + "/members",
                        Map.of("id", "two", "name", "Two", "role", "operator"));
        Response removed = clerk.delete("/orgs/" + operators + "/members/owner");

        // then
        assertThat(List.of(invited.statusCode(), added.statusCode(), removed.statusCode()))
                .containsOnly(403);
    }

    private void age(String org, String email) throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local workrail.org = '" + org + "'");
            int aged =
                    statement.executeUpdate(
                            "update admin.invitation set expires_at = now() where email = '"
                                    + email
                                    + "'");
            connection.commit();
            assertThat(aged).isEqualTo(1);
        }
    }

    private static Response reset(String token, String password) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("token", token, "password", password))
                .post("/api/v1/password-reset");
    }

    private static Response member(Person person, String org) {
        return person.post(
                "/orgs/" + org + "/members", Map.of("id", "x", "name", "X", "role", "viewer"));
    }

    private static int secret(Person person, String org) {
        return person.request()
                .body(Map.of("value", "v"))
                .put("/api/v1/orgs/" + org + "/secrets/git/s")
                .statusCode();
    }
}
