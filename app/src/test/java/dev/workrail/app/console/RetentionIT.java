package dev.workrail.app.console;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.workrail.platform.kafka.KafkaClients;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// An org keeps its sessions as long as it says, and no longer.
@QuarkusTest
@QuarkusTestResource(
        value = ConsoleBackend.class,
        initArgs = @ResourceArg(name = "roles", value = "console,projections"))
@TestProfile(RetentionIT.Restless.class)
class RetentionIT {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Instant OLD =
            Instant.now().minus(Duration.ofDays(100)).truncatedTo(ChronoUnit.SECONDS);

    /// Looks every second whether something is due.
    public static final class Restless implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("workrail.console.retention-interval", "1s");
        }
    }

    @Inject KafkaClients kafka;
    @Inject DataSource database;

    @Test
    void shouldEraseOldTreesOnScheduleAndNothingElse() throws Exception {
        // given an old tree, and four that stay: pinned, still at work, young, another org's
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        String other = Api.freshOrg();
        Api stranger = Api.owner(other);
        LoggedSession root = session(org, "root", OLD);
        root.publish(kafka);
        session(org, "child", OLD.plusSeconds(60)).childOf(id(org, "root")).publish(kafka);
        session(org, "pinned", OLD).publish(kafka);
        session(org, "part", OLD).childOf(id(org, "pinned")).publish(kafka);
        session(org, "busy", OLD).publish(kafka);
        session(org, "late", OLD).childOf(id(org, "busy")).running().publish(kafka);
        session(org, "young", Instant.now().minusSeconds(3_600)).publish(kafka);
        session(other, "root", OLD).publish(kafka);
        for (String name : new String[] {"root", "child", "pinned", "part", "late", "young"}) {
            awaitThere(owner, org, name);
        }
        awaitThere(stranger, other, "root");
        await().atMost(SOON)
                .untilAsserted(() ->
                        owner.get("/orgs/" + org + "/proofs/" + root.commit())
                                .then()
                                .statusCode(200));
        owner.put("/orgs/" + org + "/sessions/" + id(org, "part") + "/pin", Map.of())
                .then()
                .statusCode(200)
                .body("root", equalTo(id(org, "pinned")));

        // when
        Response preview = owner.get("/orgs/" + org + "/retention/preview?sessionDays=30");
        owner.put("/orgs/" + org + "/retention", Map.of("sessionDays", 30))
                .then()
                .statusCode(200)
                .body("sessionDays", equalTo(30));

        // then
        preview.then()
                .statusCode(200)
                .body("trees", equalTo(1))
                .body("sessions", equalTo(2))
                .body("pinned", equalTo(1))
                .body("sample.root", contains(id(org, "root")));
        await().atMost(SOON)
                .untilAsserted(() ->
                        owner.get("/orgs/" + org + "/retention")
                                .then()
                                .body("lastCleanUp.state", equalTo("done"))
                                .body("lastCleanUp.askedBy", equalTo("schedule"))
                                .body("lastCleanUp.trees", equalTo(1))
                                .body("lastCleanUp.sessions", equalTo(2)));
        for (String gone : new String[] {"root", "child"}) {
            owner.get("/orgs/" + org + "/sessions/" + id(org, gone)).then().statusCode(404);
        }
        for (String kept : new String[] {"pinned", "part", "busy", "late", "young"}) {
            owner.get("/orgs/" + org + "/sessions/" + id(org, kept)).then().statusCode(200);
        }
        stranger.get("/orgs/" + other + "/sessions/" + id(other, "root")).then().statusCode(200);
        owner.get("/orgs/" + org + "/proofs/" + root.commit()).then().statusCode(200);
        owner.get("/orgs/" + org + "/audit?action=retention.clean_up")
                .then()
                .body("items[0].actor", equalTo("schedule"))
                .body("items[0].after.sessions", equalTo(2));
        owner.put("/orgs/" + org + "/sessions/" + id(org, "root") + "/pin", Map.of())
                .then()
                .statusCode(404);
    }

    @Test
    void shouldReportFirstAndEraseOnDemandWhatWasReported() throws Exception {
        // given an org whose clean-up of the day is done, and an old session since
        String org = Api.freshOrg();
        Api owner = retaining(org);
        session(org, "old", OLD).publish(kafka);
        awaitThere(owner, org, "old");
        String base = "/orgs/" + org + "/retention";

        // when
        owner.get(base + "/preview")
                .then()
                .statusCode(200)
                .body("sessions", equalTo(1))
                .body("oldest", equalTo(OLD.toString()));
        Response refused = owner.post(base + "/runs", Map.of("atMost", 0));
        Response begun = owner.post(base + "/runs", Map.of("atMost", 1));

        // then
        refused.then().statusCode(409).body("code", equalTo("more_than_said"));
        begun.then().statusCode(202).body("askedBy", equalTo(org + "/owner"));
        String run = begun.path("id");
        await().atMost(SOON)
                .untilAsserted(() ->
                        owner.get(base + "/runs/" + run).then().body("state", equalTo("done")));
        owner.get(base + "/runs/" + run).then().body("sessions", equalTo(1));
        owner.get(base + "/runs").then().body("items.id", hasItem(run));
        owner.get("/orgs/" + org + "/sessions/" + id(org, "old")).then().statusCode(404);
        owner.get(base + "/preview").then().body("sessions", equalTo(0));
    }

    @Test
    void shouldGoOnWithACleanUpThatACrashLeft() throws Exception {
        // given a clean-up that had decided on a session, and then its console died
        String org = Api.freshOrg();
        Api owner = retaining(org);
        session(org, "old", OLD).publish(kafka);
        awaitThere(owner, org, "old");
        OrgSql rows = new OrgSql(database, org);
        OffsetDateTime before = OffsetDateTime.now(ZoneOffset.UTC).minusMinutes(5);
        rows.run(
                "insert into admin.erased_session (session_id, run_id, decided_at) values (?, ?, ?)",
                id(org, "old"),
                "run_left",
                before);
        rows.run(
                "insert into admin.clean_up (run_id, asked_by, session_days, before, started_at,"
                        + " worked_at, trees, sessions) values ('run_left', 'schedule', 30,"
                        + " now() - interval '30 days', ?, ?, 1, 1)",
                before,
                before);

        // when, then another goes on with it, and counts nothing twice
        await().atMost(SOON)
                .untilAsserted(() ->
                        owner.get("/orgs/" + org + "/retention/runs/run_left")
                                .then()
                                .body("state", equalTo("done"))
                                .body("sessions", equalTo(1)));
        owner.get("/orgs/" + org + "/sessions/" + id(org, "old")).then().statusCode(404);
    }

    @Test
    void shouldEraseAgainWhatARebuildBroughtBack() throws Exception {
        // given a session that was erased long ago and is in the views all the same
        String org = Api.freshOrg();
        Api owner = retaining(org);
        session(org, "back", Instant.now().minusSeconds(60)).publish(kafka);
        awaitThere(owner, org, "back");
        new OrgSql(database, org)
                .run(
                        "insert into admin.erased_session values"
                                + " (default, ?, 'run_before', now(), now())",
                        id(org, "back"));

        // when
        owner.post("/orgs/" + org + "/retention/runs", Map.of()).then().statusCode(202);

        // then
        await().atMost(SOON)
                .untilAsserted(() ->
                        owner.get("/orgs/" + org + "/sessions/" + id(org, "back"))
                                .then()
                                .statusCode(404));
    }

    @Test
    void shouldCheckWhatItIsAskedAndByWhom() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        Api admin = owner.member(org, "admin");
        Api viewer = owner.member(org, "viewer");
        String base = "/orgs/" + org + "/retention";

        // when, then
        for (Object days : new Object[] {6, 3_651, -1}) {
            owner.put(base, Map.of("sessionDays", days))
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("/sessionDays"));
        }
        owner.put(base, Map.of()).then().statusCode(400);
        owner.post(base + "/runs", Map.of())
                .then()
                .statusCode(409)
                .body("code", equalTo("no_retention"));
        owner.get(base).then().statusCode(200).body("sessionDays", nullValue());
        admin.put(base, Map.of("sessionDays", 30)).then().statusCode(403);
        admin.post(base + "/runs", Map.of()).then().statusCode(403);
        viewer.get(base + "/preview").then().statusCode(403);
        viewer.get("/orgs/" + org + "/pins").then().statusCode(200).body("items", empty());
        owner.put(base, Map.of("sessionDays", 30)).then().statusCode(200);
        owner.get(base).then().header("ETag", equalTo("\"" + version(owner, base) + "\""));
        owner.delete(base).then().statusCode(204);
        owner.get("/orgs/" + org + "/audit?target=retention/sessions")
                .then()
                .body("items.action", contains("retention.delete", "retention.create"));
        owner.get(base + "/preview?sessionDays=30").then().body("trees", equalTo(0));
        owner.get(base + "/preview").then().statusCode(409);
    }

    @Test
    void shouldUnpinWhatWasPinned() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        session(org, "one", OLD).publish(kafka);
        awaitThere(owner, org, "one");
        String pin = "/orgs/" + org + "/sessions/" + id(org, "one") + "/pin";

        // when
        owner.put(pin, Map.of()).then().statusCode(200);
        owner.put(pin, Map.of()).then().statusCode(200).body("createdBy", equalTo(org + "/owner"));
        owner.get("/orgs/" + org + "/pins").then().body("items.root", contains(id(org, "one")));
        owner.delete(pin).then().statusCode(204);

        // then
        owner.delete(pin).then().statusCode(404);
        owner.get("/orgs/" + org + "/audit?target=pin/" + id(org, "one"))
                .then()
                .body("items.action", contains("pin.delete", "pin.create"));
    }

    /// An org whose clean-up of the day is over.
    private static Api retaining(String org) throws Exception {
        Api owner = Api.owner(org);
        owner.put("/orgs/" + org + "/retention", Map.of("sessionDays", 30)).then().statusCode(200);
        await().atMost(SOON)
                .untilAsserted(() ->
                        owner.get("/orgs/" + org + "/retention")
                                .then()
                                .body("lastCleanUp.state", equalTo("done")));
        return owner;
    }

    private static int version(Api owner, String base) {
        return owner.get(base).then().body("version", greaterThan(0)).extract().path("version");
    }

    private static void awaitThere(Api api, String org, String name) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        api.get("/orgs/" + org + "/sessions/" + id(org, name))
                                .then()
                                .statusCode(200)
                                .body(
                                        "work.goal",
                                        equalTo("Mend the greeting of " + id(org, name))));
        await().atMost(SOON)
                .untilAsserted(() ->
                        api.get("/orgs/" + org + "/sessions/" + id(org, name) + "/events")
                                .then()
                                .body("items.size()", greaterThan(1)));
    }

    private static LoggedSession session(String org, String name, Instant at) {
        return new LoggedSession(org, id(org, name), at);
    }

    private static String id(String org, String name) {
        return "sess_" + org + "-" + name;
    }
}
