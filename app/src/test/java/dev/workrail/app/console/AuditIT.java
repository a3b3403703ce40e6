package dev.workrail.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ConsoleBackend.class)
class AuditIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject DataSource database;

    @Test
    void shouldSayWhoChangedAConfigurationFromWhatToWhatAndWhy() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        String path = "/orgs/" + org + "/workspaces/main";
        owner.put(path, Map.of("repositoryUrl", "https://git.test/one.git"));

        // when
        owner.request()
                .header("X-WorkRail-Reason", "moved house")
                .body(Map.of("repositoryUrl", "https://git.test/two.git"))
                .put("/api/v1" + path)
                .then()
                .statusCode(200);

        // then
        owner.get("/orgs/" + org + "/audit?target=workspace/main")
                .then()
                .statusCode(200)
                .body("items.action", contains("workspace.change", "workspace.create"))
                .body("items[0].actor", equalTo(org + "/owner"))
                .body("items[0].reason", equalTo("moved house"))
                .body("items[0].before.repositoryUrl", equalTo("https://git.test/one.git"))
                .body("items[0].after.repositoryUrl", equalTo("https://git.test/two.git"));
    }

    @Test
    void shouldNeverShowASecret() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        owner.put("/orgs/" + org + "/secrets/git/push", Map.of("value", "s3cr3t-value"));
        String key =
                owner.post("/orgs/" + org + "/api-keys", Map.of("member", "owner", "name", "k"))
                        .path("secret");

        // when
        Response audit = owner.get("/orgs/" + org + "/audit");

        // then
        audit.then().body("items.target", hasItem("secret/git.push"));
        assertThat(audit.asString())
                .contains("[redacted]")
                .doesNotContain("s3cr3t-value")
                .doesNotContain(key)
                .doesNotContain("\"ciphertext\":\"e");
    }

    @Test
    void shouldEnterACommandFromTheLog() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);

        // when
        String command =
                owner.post("/orgs/" + org + "/kill", Map.of("trigger", "t1", "reason", "enough"))
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("command");

        // then
        await().atMost(SOON)
                .untilAsserted(() ->
                        owner.get("/orgs/" + org + "/audit/" + command)
                                .then()
                                .statusCode(200)
                                .body("action", equalTo("trigger.kill"))
                                .body("target", equalTo("trigger/t1"))
                                .body("reason", equalTo("enough")));
    }

    @Test
    void shouldPageThroughEveryEntryOnce() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        for (int i = 0; i < 5; i++) {
            owner.post(
                    "/orgs/" + org + "/members",
                    Map.of("id", "m" + i, "name", "M", "role", "viewer"));
        }

        // when
        List<String> targets = new ArrayList<>();
        String cursor = "";
        do {
            Response page =
                    owner.get(
                            "/orgs/%s/audit?action=member.add&limit=2&cursor=%s"
                                    .formatted(org, cursor));
            page.then().statusCode(200);
            targets.addAll(page.path("items.target"));
            cursor = page.path("next");
        } while (cursor != null);

        // then
        assertThat(targets)
                .containsExactly(
                        "member/m4",
                        "member/m3",
                        "member/m2",
                        "member/m1",
                        "member/m0",
                        "member/owner");
    }

    @Test
    void shouldFilterByActorAndTime() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        Api admin = owner.member(org, "admin");
        admin.put("/orgs/" + org + "/secrets/git/mine", Map.of("value", "v"));

        // when
        Response mine = owner.get("/orgs/%s/audit?actor=%s/admin".formatted(org, org));
        Response later = owner.get("/orgs/%s/audit?from=2999-01-01T00:00:00Z".formatted(org));

        // then
        mine.then()
                .body("items.actor", everyItem(equalTo(org + "/admin")))
                .body("items.action", contains("secret.create"));
        later.then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void shouldLetNobodyChangeWhatWasEntered() throws Exception {
        String org = Api.freshOrg();
        Api.owner(org);
        for (String change :
                List.of(
                        "update admin.audit_entry set actor = 'x'",
                        "delete from admin.audit_entry")) {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("set local workrail.org = '" + org + "'");
                assertThatThrownBy(() -> statement.executeUpdate(change))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("permission denied");
                connection.rollback();
            }
        }
    }

    @Test
    void shouldForgetOneOrgsEntriesBeforeATimeAndNoOthers() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        String other = Api.freshOrg();
        Api stranger = Api.owner(other);

        // when
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local workrail.org = '" + org + "'");
            statement.execute("select admin.forget_audit(now() + interval '1 minute')");
            connection.commit();
        }

        // then
        owner.get("/orgs/" + org + "/audit").then().statusCode(200).body("items", hasSize(0));
        stranger.get("/orgs/" + other + "/audit")
                .then()
                .body("items.action", hasItem("org.create"));
    }
}
