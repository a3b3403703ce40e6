package dev.workrail.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.app.client.CheckedExport;
import dev.workrail.contracts.json.ContractsJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command line against the product as it runs, as a person uses it.
class CommandLineIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String STEP =
            """
            {"text":"Next.","calls":[{"tool":"complete_step","arguments":{"notes":\
            "Done what the step asked for, and looked at it once more to be sure."}}]}\
            """;
    private static final String WORKS =
            """
            {"text":"I work.","calls":[{"tool":"Bash","arguments":{"command":"sleep %d"}}]}\
            """;
    private static final String SHORTER =
            """
            {"id":"tiny","name":"Tiny","version":"2.0.0","description":"One step alone.",
             "steps":[{"id":"only","title":"Only","prompt":"Do it: {{goal}}"}]}\
            """;

    @TempDir static Path folder;
    private static Product product;
    private static Shell shell;

    @BeforeAll
    static void start() throws Exception {
        product = Product.start(folder.resolve("product"), Map.of());
        product.transcript("steady", transcript(WORKS.formatted(8), STEP, STEP));
        product.transcript("long", transcript(WORKS.formatted(120), STEP, STEP));
        product.transcript("one", transcript(STEP));
        shell = new Shell(folder.resolve("home"), folder);
        Shell.Said login =
                shell.workrail("login", "--local", "--data-dir", product.data().toString());
        assertThat(login.code()).as(login.err()).isZero();
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    @Test
    void shouldKeepKeysForTheirOwnerAlone() throws Exception {
        // when
        Shell.Said contexts = shell.workrail("context", "list", "--json");

        // then
        assertThat(contexts.json().at("/items/0/name").asText()).isEqualTo("local");
        Path file = folder.resolve("home/workrail/contexts.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(contexts.out()).doesNotContain("wra_");
    }

    @Test
    void shouldSignInWithAnAccount() throws Exception {
        // given
        Tenant tenant = product.tenant("people");
        String link =
                tenant.post("/invitations", Map.of("email", "jane@people.test", "role", "viewer"))
                        .path("link")
                        .asText();
        product.operator()
                .post(
                        "/invitations/accept",
                        Map.of(
                                "token",
                                link.substring(link.indexOf("wri_")),
                                "name",
                                "Jane",
                                "password",
                                "correct horse battery"));
        Shell other = new Shell(folder.resolve("other home"), folder);
        String server =
                shell.workrail("context", "list", "--json").json().at("/items/0/server").asText();

        // when
        Shell.Said wrong =
                other.answering(
                        "wrong horse\n",
                        "login",
                        "--email",
                        "jane@people.test",
                        "--server",
                        server);
        Shell.Said right =
                other.answering(
                        "correct horse battery\n",
                        "login",
                        "--email",
                        "jane@people.test",
                        "--server",
                        server);
        Shell.Said triggers = other.workrail("trigger", "list", "--json");
        Shell.Said refused = other.workrail("kill", "org", "--reason", "no");

        // then
        assertThat(wrong.code()).as(wrong.err()).isEqualTo(3);
        assertThat(right.code()).as(right.err()).isZero();
        assertThat(right.out()).contains("as Jane, org people");
        assertThat(triggers.json().path("items").isArray()).isTrue();
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("this takes role 'admin'");
    }

    @Test
    void shouldRefuseInOneLineThatNamesTheFields() throws Exception {
        // given
        product.tenant("refused");
        Path file =
                Files.writeString(folder.resolve("bad.json"), "{\"id\":\"x\",\"provider\":\"y\"}");

        // when
        Shell.Said bad = shell.workrail("trigger", "create", file.toString(), "--org", "refused");
        Shell.Said missing = shell.workrail("trigger", "show", "none", "--org", "refused");
        Shell.Said foreign = shell.workrail("org", "use", "nowhere");
        Shell.Said wrong = shell.workrail("session", "steer");
        Shell.Said nobody = shell.workrail("org", "list", "--server", "http://127.0.0.1:1");

        // then
        assertThat(bad.code()).isEqualTo(1);
        assertThat(bad.err().lines())
                .singleElement()
                .asString()
                .startsWith("workrail: ")
                .contains("/provider: expected one of", "/workflow: expected a text");
        assertThat(missing.code()).isEqualTo(3);
        assertThat(missing.err()).isEqualTo("workrail: trigger 'none' does not exist in this org");
        assertThat(foreign.code()).isEqualTo(3);
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(nobody.code()).isEqualTo(1);
        assertThat(nobody.err()).contains("is the server up?");
    }

    @Test
    void shouldInitARepositoryAndPrintTheCurlThatFiresIt() throws Exception {
        // given
        Tenant tenant = product.tenant("init");
        Path repository = Files.createDirectories(folder.resolve("Some_Repository"));
        shell.in(repository)
                .bash(
                        "git init -q -b main && git -c user.name=T -c user.email=t@example.com"
                                + " commit -q --allow-empty -m first");

        // when
        Shell.Said done =
                shell.in(repository)
                        .workrail("init", "--template", "mr-review", "--org", "init", "--json");
        assertThat(done.code()).as(done.err()).isZero();
        Shell.Said fired = shell.bash(done.json().path("curl").asText());

        // then
        assertThat(repository.resolve("triggers.yml"))
                .content()
                .contains("- id: mr-review", "hmacSecret: $MR_REVIEW_HOOK")
                .doesNotContain(done.json().path("secret").asText());
        String session = fired.json().path("sessionId").asText();
        assertThat(session).as(fired.out()).startsWith("sess_");
        JsonNode event =
                await("the event of the trigger")
                        .atMost(PATIENCE)
                        .until(
                                () ->
                                        tenant.get("/triggers/mr-review/events")
                                                .path("items")
                                                .path(0),
                                first -> first.path("verdict").asText().equals("queued"));
        assertThat(event.path("session").asText()).isEqualTo(session);
        Shell.Said events = shell.workrail("trigger", "events", "mr-review", "--org", "init");
        assertThat(events.out()).contains("queued", session);
        Shell.Said second =
                shell.in(repository).workrail("init", "--template", "discovery", "--org", "init");
        assertThat(second.code()).as(second.err()).isZero();
        assertThat(repository.resolve("triggers.yml")).content().contains("- id: discovery");
        Shell.Said again =
                shell.in(repository).workrail("init", "--template", "discovery", "--org", "init");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("exists already");
    }

    @Test
    void shouldTakeTheOldSecretWhileItOverlapsTheNewOne() throws Exception {
        // given
        Tenant tenant = product.tenant("rotating");
        tenant.trigger("issues", Map.of("enabled", true));
        assertThat(tenant.fire("issues").statusCode()).isEqualTo(202);

        // when
        Shell.Said rotated =
                shell.workrail(
                        "trigger",
                        "rotate",
                        "issues",
                        "--overlap",
                        "1h",
                        "--org",
                        "rotating",
                        "--json");
        String value = rotated.json().path("value").asText();

        // then
        assertThat(value).as(rotated.err()).isNotEmpty();
        await("the new secret")
                .atMost(PATIENCE)
                .until(() -> tenant.signedWith(value, "issues").statusCode() == 202);
        assertThat(tenant.fire("issues").statusCode()).as("the old secret").isEqualTo(202);
        shell.workrail("trigger", "rotate", "issues", "--overlap", "0s", "--org", "rotating");
        await("the end of what was before")
                .atMost(PATIENCE)
                .until(() -> tenant.fire("issues").statusCode() == 401);
        assertThat(tenant.signedWith(value, "issues").statusCode()).isEqualTo(401);
    }

    @Test
    void shouldLetARunningSessionKeepTheTriggerAndTheWorkflowItStartedWith() throws Exception {
        // given
        Tenant tenant = product.tenant("pinned");
        tenant.put("/workspaces/greeter", Map.of("repositoryUrl", product.repository().url()));
        Map<String, Object> steady =
                Map.of("workspace", "greeter", "agent", Map.of("transcript", "steady"));
        tenant.trigger("issues", steady);
        String session = tenant.session("issues");
        tenant.awaitEvent(session, "tool_call_started");
        JsonNode before = tenant.view(session);

        // when
        tenant.put("/workflows/tiny", json(SHORTER));
        tenant.trigger(
                "issues",
                Map.of(
                        "goalTemplate",
                        "Something else",
                        "workspace",
                        "greeter",
                        "agent",
                        Map.of("transcript", "one")));
        JsonNode over = tenant.awaitOver(session);
        String next = tenant.session("issues");
        JsonNode after = tenant.awaitOver(next);

        // then
        assertThat(over.at("/ending/outcome").asText()).as(over.toString()).isEqualTo("success");
        assertThat(over.at("/work/goal")).isEqualTo(before.at("/work/goal"));
        assertThat(over.at("/run/workflowHash").asText())
                .isNotEmpty()
                .isNotEqualTo(after.at("/run/workflowHash").asText());
        assertThat(over.at("/progress/stepsDone").asInt()).isEqualTo(2);
        assertThat(after.at("/work/goal").asText()).isEqualTo("Something else");
        assertThat(after.at("/progress/stepsDone").asInt()).isEqualTo(1);
    }

    @Test
    void shouldDispatchFollowSteerAndStop() throws Exception {
        // given
        Tenant tenant = product.tenant("worked");
        tenant.put("/workspaces/greeter", Map.of("repositoryUrl", product.repository().url()));
        List<String> org = List.of("--org", "worked", "--json");

        // when
        Shell.Said waited =
                run(
                        org,
                        "dispatch",
                        "--workflow",
                        "tiny",
                        "--goal",
                        "Say hello",
                        "--workspace",
                        "greeter",
                        "--agent",
                        "transcript=steady",
                        "--wait");
        String stopped =
                run(
                                org,
                                "dispatch",
                                "--workflow",
                                "tiny",
                                "--goal",
                                "Take long",
                                "--workspace",
                                "greeter",
                                "--agent",
                                "transcript=long")
                        .json()
                        .path("session")
                        .asText();
        tenant.awaitEvent(stopped, "tool_call_started");
        Shell.Said listed = run(org, "session", "list", "--workflow", "tiny");
        Shell.Said queue = run(org, "queue");
        Shell.Said steered = run(org, "session", "steer", stopped, "Hurry up");
        Shell.Said killed = run(org, "kill", "session", stopped, "--reason", "enough");
        JsonNode over = tenant.awaitOver(stopped);
        Shell.Said logs = run(org, "logs", "--session", stopped, "--level", "debug");
        Shell.Said audit = run(org, "audit", "--action", "session.kill");
        Shell.Said letters = run(org, "deadletter", "count");

        // then
        assertThat(waited.code()).as(waited.out() + waited.err()).isZero();
        assertThat(listed.json().at("/items/0/session").asText()).isEqualTo(stopped);
        assertThat(queue.json().at("/items/0/state").asText()).isEqualTo("running");
        assertThat(steered.json().path("command").asText()).startsWith("cmd_");
        assertThat(killed.code()).as(killed.err()).isZero();
        assertThat(over.at("/ending/outcome").asText()).isEqualTo("killed");
        assertThat(logs.out().lines()).allMatch(line -> json(line).hasNonNull("level"));
        assertThat(audit.json().at("/items/0/reason").asText()).isEqualTo("enough");
        assertThat(letters.json().path("count").asInt()).isZero();
    }

    @Test
    void shouldExportWhatItImported() throws Exception {
        // given
        product.tenant("files");
        Path file =
                Files.writeString(
                        folder.resolve("triggers.yml"),
                        """
                        defaults:
                          provider: github
                          hmacSecret: $GITHUB
                        triggers:
                          - id: one
                            workflowId: wr.quick-task
                            events: issues.opened
                          - id: two
                            extends: one
                            enabled: false
                            autoOpenPR: true
                        """);
        List<String> org = List.of("--org", "files");

        // when
        Shell.Said imported = run(org, "trigger", "import", file.toString());
        Shell.Said exported = run(org, "trigger", "export");
        Path copy = Files.writeString(folder.resolve("copy.yml"), exported.out());
        Shell.Said again = run(org, "trigger", "import", "--dry-run", copy.toString());
        Path payload = Files.writeString(folder.resolve("issue.json"), "{\"action\":\"closed\"}");
        Shell.Said skipped =
                run(
                        org,
                        "trigger",
                        "test",
                        "one",
                        "--payload",
                        payload.toString(),
                        "-H",
                        "X-GitHub-Event=issues");

        // then
        assertThat(imported.out()).contains("created    one", "created    two");
        assertThat(imported.err()).contains(file + ":11: /triggers/1/autoOpenPR");
        assertThat(again.out()).contains("unchanged  one", "unchanged  two");
        assertThat(skipped.code()).isEqualTo(1);
        assertThat(skipped.out()).contains("skipped: event 'issues.closed'", "no   /events");
    }

    @Test
    void shouldExportAnOrgIntoAFileThatProvesItselfWhole() throws Exception {
        // given
        Tenant tenant = product.tenant("taken");
        tenant.put("/workspaces/greeter", Map.of("repositoryUrl", product.repository().url()));
        List<String> org = List.of("--org", "taken");
        Shell.Said ran =
                run(
                        org,
                        "dispatch",
                        "--workflow",
                        "tiny",
                        "--goal",
                        "Say hello",
                        "--workspace",
                        "greeter",
                        "--agent",
                        "transcript=one",
                        "--wait");
        Path file = folder.resolve("taken.zip");

        // when
        Shell.Said exported = run(org, "org", "export", "--output", file.toString(), "--json");
        Shell.Said again = run(org, "org", "export", "--output", file.toString());
        Shell.Said foreign = run(List.of("--org", "nowhere"), "org", "export");

        // then
        assertThat(exported.code()).as(ran.err() + exported.err()).isZero();
        assertThat(exported.json().path("org").asText()).isEqualTo("taken");
        assertThat(exported.json().path("files"))
                .anySatisfy(written -> {
                    assertThat(written.path("name").asText()).isEqualTo("events.ndjson");
                    assertThat(written.path("records").asInt()).isGreaterThan(5);
                });
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("exists already");
        assertThat(foreign.code()).isEqualTo(3);

        // when bytes of it change
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Path altered = Files.write(folder.resolve("altered.zip"), bytes);

        // then
        assertThatThrownBy(() -> CheckedExport.of(altered)).isInstanceOf(IOException.class);
    }

    @Test
    void shouldSayWhatACleanUpErasesBeforeItErases() throws Exception {
        // given
        Tenant tenant = product.tenant("tidy");
        tenant.put("/workspaces/greeter", Map.of("repositoryUrl", product.repository().url()));
        List<String> org = List.of("--org", "tidy", "--json");
        Shell.Said ran =
                run(
                        org,
                        "dispatch",
                        "--workflow",
                        "tiny",
                        "--goal",
                        "Say hello",
                        "--workspace",
                        "greeter",
                        "--agent",
                        "transcript=one");
        String session = ran.json().path("session").asText();
        await().atMost(PATIENCE).until(() -> run(org, "session", "show", session).code() == 0);

        // when
        Shell.Said forGood = run(org, "org", "retention");
        Shell.Said would = run(org, "org", "cleanup", "--days", "30");
        Shell.Said refused = run(org, "org", "cleanup", "--yes");
        Shell.Said set = run(org, "org", "retention", "--days", "30");
        Shell.Said outside = run(org, "org", "retention", "--days", "6");
        Shell.Said begun = run(org, "org", "cleanup", "--yes");
        String clean = begun.json().path("id").asText();
        Shell.Said shown = run(List.of("--org", "tidy"), "org", "cleanup", clean);
        Shell.Said listed = run(org, "org", "cleanups");
        Shell.Said pinned = run(org, "session", "pin", session);
        Shell.Said pins = run(org, "session", "pins");
        Shell.Said unpinned = run(org, "session", "unpin", session);
        Shell.Said again = run(org, "org", "retention", "--forever");

        // then
        assertThat(forGood.json().has("sessionDays")).isFalse();
        assertThat(would.json().path("sessions").asInt()).isZero();
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("set a retention first");
        assertThat(set.json().path("sessionDays").asInt()).isEqualTo(30);
        assertThat(outside.code()).isEqualTo(1);
        assertThat(outside.err()).contains("/sessionDays");
        assertThat(begun.json().path("askedBy").asText()).isNotEmpty();
        assertThat(shown.out()).contains(clean, "0 sessions in 0 trees");
        assertThat(listed.json().at("/items/0/id").asText()).isEqualTo(clean);
        assertThat(pinned.json().path("root").asText()).isEqualTo(session);
        assertThat(pins.json().at("/items/0/root").asText()).isEqualTo(session);
        assertThat(unpinned.code()).isZero();
        assertThat(again.json().has("sessionDays")).isFalse();
    }

    @Test
    void shouldEndAnOrgThatIsAtWork() throws Exception {
        // given an org with a session that runs, and one beside it
        Tenant tenant = product.tenant("ending");
        Tenant beside = product.tenant("beside");
        tenant.put("/workspaces/greeter", Map.of("repositoryUrl", product.repository().url()));
        List<String> org = List.of("--org", "ending", "--json");
        Shell.Said ran =
                run(
                        org,
                        "dispatch",
                        "--workflow",
                        "tiny",
                        "--goal",
                        "Work",
                        "--workspace",
                        "greeter",
                        "--agent",
                        "transcript=long");
        String session = ran.json().path("session").asText();
        await().atMost(PATIENCE)
                .until(() -> run(org, "session", "show", session).out().contains("\"tool\""));

        // when
        Shell.Said unsure = run(List.of(), "org", "delete", "ending");
        Shell.Said wrong = run(List.of(), "org", "delete", "ending", "--confirm", "Ending");
        Shell.Said begun =
                run(List.of("--json"), "org", "delete", "ending", "--confirm", "Org ending");

        // then
        assertThat(unsure.code()).isEqualTo(2);
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err()).contains("confirm", "expected the org's name");
        assertThat(begun.json().path("org").asText()).as(begun.err()).isEqualTo("ending");
        assertThat(run(org, "session", "list").code()).isEqualTo(3);
        await().atMost(PATIENCE)
                .until(() ->
                        run(List.of("--json"), "org", "deleted")
                                .json()
                                .path("items")
                                .findValuesAsText("state")
                                .equals(List.of("erased")));
        assertThat(beside.get("/workflows/tiny").path("id").asText()).isEqualTo("tiny");
    }

    @Test
    void shouldSetLimitsAndPolicies() throws Exception {
        // given
        Tenant tenant = product.tenant("strict");
        tenant.put("/workspaces/main", Map.of("repositoryUrl", "https://git.test/a.git"));
        tenant.trigger("issues", Map.of("branchStrategy", "none"));
        List<String> org = List.of("--org", "strict", "--json");

        // when
        run(org, "workspace", "limits", "main", "--max-sessions", "2", "--tier", "heavy=1");
        Shell.Said limited = run(org, "workspace", "limits", "main", "--max-queued", "9");
        Shell.Said set = run(org, "org", "policy", "--require", "human_approval,ci");
        run(org, "org", "policy", "--tier", "heavy", "--require", "security_audit");
        run(org, "workspace", "policy", "main", "--require", "ci");
        run(org, "trigger", "policy", "issues", "--require", "ci");
        Shell.Said all = run(org, "org", "policies");
        Shell.Said wrong = run(org, "org", "policy", "--require", "luck");
        Shell.Said removed = run(org, "workspace", "policy", "main", "--remove");
        Shell.Said gone = run(org, "workspace", "policy", "main");

        // then
        assertThat(limited.json().path("limits").toString())
                .contains("\"maxSessions\":2", "\"maxQueued\":9", "\"heavy\":1");
        assertThat(set.json().path("requiredGates").toString())
                .isEqualTo("[\"unit_tests\",\"review\",\"ci\",\"human_approval\"]");
        assertThat(all.json().path("items").findValuesAsText("level"))
                .containsExactly("org", "tier", "trigger", "workspace");
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err()).contains("/requiredGates/2: expected one of");
        assertThat(removed.code()).as(removed.err()).isZero();
        assertThat(gone.code()).isEqualTo(3);
    }

    private static Shell.Said run(List<String> options, String... command) throws Exception {
        List<String> all = new java.util.ArrayList<>(List.of(command));
        all.addAll(options);
        return shell.workrail(all.toArray(String[]::new));
    }

    private static JsonNode json(String text) {
        return ContractsJson.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    private static String transcript(String... turns) {
        return "{\"version\":1,\"turns\":[" + String.join(",", turns) + "]}";
    }
}
