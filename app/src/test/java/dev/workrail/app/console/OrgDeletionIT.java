package dev.workrail.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.oneOf;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.blob.BlobStore;
import dev.workrail.platform.db.TenantTables;
import dev.workrail.platform.kafka.KafkaClients;
import dev.workrail.testkit.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// Of a deleted org nothing is left, whatever cuts its deletion short, and no other org is touched.
@QuarkusTest
@QuarkusTestResource(
        value = ConsoleBackend.class,
        initArgs = @ResourceArg(name = "roles", value = "console,projections"))
@TestProfile(OrgDeletionIT.Restless.class)
class OrgDeletionIT {
    private static final Duration SOON = Duration.ofSeconds(90);

    /// Tables that name an org and belong to none.
    private static final List<String> NAMED =
            List.of(
                    "admin.org_directory",
                    "admin.credential_locator",
                    "admin.account_member",
                    "view.org");

    /// Looks often, and waits for nobody who would stop what runs.
    public static final class Restless implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "workrail.console.deletion-interval", "300ms",
                    "workrail.console.deletion-patience", "2s",
                    "workrail.projections.erasure-interval", "PT0.3S");
        }
    }

    @Inject KafkaClients kafka;
    @Inject DataSource database;
    @Inject BlobStore blobs;

    @ConfigProperty(name = "workrail.data-dir")
    Path data;

    @ConfigProperty(name = "workrail.kafka.bootstrap-servers")
    String brokers;

    @Test
    void shouldLeaveNothingOfAnOrgAndTouchNoOther() throws Exception {
        // given two orgs with something in nearly every table, and people of one and of both
        String org = Api.freshOrg();
        String other = Api.freshOrg();
        Api owner = filled(org);
        Api stranger = filled(other);
        Api admin = owner.member(org, "admin");
        Person.join(owner, org, "alone@" + org + ".test", "viewer");
        Person.join(owner, org, "both@" + org + ".test", "viewer");
        Person.accept(
                Person.invite(stranger, other, "both@" + org + ".test", "viewer"), Person.PASSWORD);
        Map<String, List<String>> kept = settled(other);
        assertThat(rowsOf(org).keySet()).containsAll(kept.keySet());
        assertThat(filesOf(org)).hasSizeGreaterThan(2);
        List<Path> files = filesOf(other);

        // when
        Response unsure = owner.delete("/orgs/" + org);
        Response wrong = owner.delete("/orgs/" + org + "?confirm=Org");
        Response mere = admin.delete("/orgs/" + org + "?confirm=Org " + org);
        Response foreign = stranger.delete("/orgs/" + org + "?confirm=Org " + org);
        kept = settled(other);
        Response begun = owner.delete("/orgs/" + org + "?confirm=Org " + org);
        Response gone = Api.operator().get("/orgs/" + org);

        // then it does not exist from the answer on
        for (Response refused : List.of(unsure, wrong)) {
            refused.then().statusCode(400).body("errors[0].pointer", equalTo("confirm"));
        }
        mere.then().statusCode(403);
        foreign.then().statusCode(404);
        begun.then()
                .statusCode(202)
                .header("Location", endsWith("/api/v1/deleted-orgs/" + org))
                .body("state", equalTo("stopping"))
                .body("askedBy", equalTo(org + "/owner"));
        gone.then().statusCode(404);
        owner.get("/orgs/" + org).then().statusCode(oneOf(401, 404));

        // then all of it goes, and nothing of another
        awaitErased(org);
        assertThat(rowsOf(other)).isEqualTo(kept);
        assertThat(filesOf(other)).isEqualTo(files);
        owner.get("/orgs/" + org).then().statusCode(401);
        stranger.get("/orgs/" + other).then().statusCode(200);
        assertThat(accounts(org)).containsExactly("both@" + org + ".test");
        assertThat(configured(other)).isNotEmpty();

        // then what is left is that it was deleted, and it stays so
        Api operator = Api.operator();
        operator.get("/orgs/workrail/audit?action=org.delete")
                .then()
                .body("items.target", hasItem("org/" + org));
        operator.get("/deleted-orgs").then().body("items.org", hasItem(org));
        stranger.get("/deleted-orgs/" + org).then().statusCode(403);
        operator.post("/orgs", Map.of("id", org, "name", "Again"))
                .then()
                .statusCode(409)
                .body("code", equalTo("deleted"));
        operator.delete("/orgs/" + org + "?confirm=Org " + org).then().statusCode(404);
        operator.delete("/orgs/workrail?confirm=workrail")
                .then()
                .statusCode(409)
                .body("code", equalTo("operator_org"));
    }

    @Test
    void shouldGoOnWhereverItWasKilled() throws Exception {
        // given orgs whose deletion ended with its console after each step, and in the middle of
        // one
        String ended = Api.freshOrg();
        String stopped = Api.freshOrg();
        String half = Api.freshOrg();
        String other = Api.freshOrg();
        for (String org : List.of(ended, stopped, half)) {
            filled(org);
        }
        filled(other);
        Map<String, List<String>> kept = settled(other);
        OrgSql rows = new OrgSql(database, half);
        rows.run("delete from admin.member");
        rows.run("delete from admin.config_entry where kind = 'workspace'");
        rows.run("delete from view.session");
        cutShort(ended, "null");
        cutShort(stopped, "now()");
        cutShort(half, "now()");

        // when, then
        for (String org : List.of(ended, stopped, half)) {
            awaitErased(org);
        }
        assertThat(rowsOf(other)).isEqualTo(kept);
    }

    /// As a console leaves it that dies once the org has ended.
    private void cutShort(String org, String stoppedAt) throws Exception {
        OrgSql rows = new OrgSql(database, org);
        rows.run(
                "with gone as (delete from admin.org_directory where org_id = ? returning org_id)"
                        + " insert into admin.deleted_org (org_id, asked_at, asked_by, stopped_at)"
                        + " select org_id, now(), 'workrail/owner', "
                        + stoppedAt
                        + " from gone",
                org);
    }

    private void awaitErased(String org) throws Exception {
        Api operator = Api.operator();
        await().atMost(SOON)
                .untilAsserted(() ->
                        operator.get("/deleted-orgs/" + org)
                                .then()
                                .body("state", equalTo("erased")));
        assertThat(rowsOf(org)).isEmpty();
        assertThat(filesOf(org)).as("blobs, archives and keys").isEmpty();
        assertThat(configured(org)).as("keys of wr.config that have a value").isEmpty();
    }

    /// An org with something in nearly every table.
    private Api filled(String org) throws Exception {
        Api owner = Api.owner(org);
        String base = "/orgs/" + org;
        owner.put(base + "/secrets/ingest/hook", Map.of("value", "v")).then().statusCode(200);
        owner.post(
                        base + "/workspaces",
                        Map.of("id", "main", "repositoryUrl", "https://git.test/w.git"))
                .then()
                .statusCode(201);
        owner.put(base + "/retention", Map.of("sessionDays", 3_000)).then().statusCode(200);
        owner.request()
                .header("Idempotency-Key", "once")
                .body(Map.of("id", "search", "name", "Search"))
                .post("/api/v1" + base + "/projects")
                .then()
                .statusCode(201);
        owner.post(base + "/invitations", Map.of("email", "x@" + org + ".test", "role", "viewer"))
                .then()
                .statusCode(201);
        LoggedSession session =
                new LoggedSession(org, "sess_" + org, Instant.now().minusSeconds(3_600));
        session.output(
                blobs.put(new OrgId(org), "output", "12 passed".getBytes(StandardCharsets.UTF_8)));
        session.publish(kafka);
        await().atMost(SOON)
                .untilAsserted(() ->
                        owner.get(base + "/proofs/" + session.commit()).then().statusCode(200));
        await().atMost(SOON)
                .untilAsserted(() ->
                        owner.get(base + "/sessions/sess_" + org)
                                .then()
                                .statusCode(200)
                                .body("status", equalTo("completed")));
        owner.put(base + "/sessions/sess_" + org + "/pin", Map.of()).then().statusCode(200);
        owner.post(base + "/kill", Map.of("trigger", "none")).then().statusCode(202);
        await().atMost(SOON)
                .untilAsserted(() ->
                        owner.get(base + "/audit?action=trigger.kill")
                                .then()
                                .body("items.size()", equalTo(1)));
        return owner;
    }

    /// The rows of an org, by table of the catalogue, where there are any.
    private Map<String, List<String>> rowsOf(String org) throws Exception {
        List<String> tables;
        try (Connection connection = database.getConnection()) {
            tables = new ArrayList<>(TenantTables.of(connection, "admin"));
            tables.addAll(TenantTables.of(connection, "view"));
        }
        OrgSql rows = new OrgSql(database, org);
        Map<String, List<String>> found = new TreeMap<>();
        for (String table : tables) {
            found.put(table, rows.texts("select t::text from " + table + " t order by 1"));
        }
        for (String table : NAMED) {
            found.put(
                    table,
                    rows.texts(
                            "select t::text from " + table + " t where org_id = ? order by 1",
                            org));
        }
        found.values().removeIf(List::isEmpty);
        return found;
    }

    /// As [#rowsOf], once nothing moves any more.
    private Map<String, List<String>> settled(String org) {
        List<Map<String, List<String>>> last = new ArrayList<>();
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    last.add(rowsOf(org));
                    int size = last.size();
                    return size > 2 && last.get(size - 1).equals(last.get(size - 3));
                });
        return last.getLast();
    }

    private List<String> accounts(String org) throws Exception {
        return new OrgSql(database, org)
                .texts(
                        "select email from admin.account where email like ? order by 1",
                        "%@" + org + ".test");
    }

    /// What the bucket has of an org.
    private List<Path> filesOf(String org) throws Exception {
        try (Stream<Path> files = Files.walk(data.resolve("blobs"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> Stream.of(file.toString().split("/")).anyMatch(org::equals))
                    .sorted()
                    .toList();
        }
    }

    private List<String> configured(String org) {
        Map<String, Boolean> last = new TreeMap<>();
        try (TopicProbe probe = new TopicProbe(brokers)) {
            probe.readRaw(Topics.CONFIG.name())
                    .forEach(record ->
                            last.put(
                                    new String(record.key(), StandardCharsets.UTF_8),
                                    record.value() != null));
        }
        return last.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(org + "/") && entry.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }
}
