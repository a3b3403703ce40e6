package dev.workrail.app.console;

import static io.restassured.RestAssured.given;

import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.id.ClaimId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerEventId;
import dev.workrail.contracts.id.WorkerId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.session.Usage;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.trigger.TriggerEvent;
import dev.workrail.contracts.view.ChangeRisk;
import dev.workrail.contracts.view.ProofRecord;
import dev.workrail.contracts.view.SessionStatus;
import dev.workrail.contracts.view.SessionView;
import dev.workrail.platform.kafka.EventPublisher;
import dev.workrail.platform.kafka.KafkaClients;
import dev.workrail.platform.kafka.Position;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.awaitility.Awaitility;

/// A call of every route that changes something, each in turn and each with success.
final class ChangingCalls {
    /// One call.
    ///
    /// @param action as its audit entry names it
    record Step(String route, String action, Supplier<Response> call) {}

    private static final String COMMIT = "c0ffee" + "0".repeat(34);

    private final String base;
    private final String email;
    private final String other = Api.freshOrg();
    private final Api owner;
    private final SessionId session;
    private final SessionId over;
    private final List<Step> steps = new ArrayList<>();

    private ChangingCalls(String org, Api owner, SessionId session, SessionId over) {
        this.base = "/orgs/" + org;
        this.email = "walker@" + org + ".test";
        this.owner = owner;
        this.session = session;
        this.over = over;
    }

    static ChangingCalls in(String org, DataSource database, KafkaClients kafka) throws Exception {
        Api owner = Api.owner(org);
        SessionId session = new SessionId("sess_walk-" + org);
        claim(kafka, org, session);
        SessionId over = new SessionId("sess_over-" + org);
        claim(kafka, org, over);
        end(kafka, org, over);
        letters(database, org);
        viewed(database, org, session);
        proof(database, org, session);
        event(database, kafka, org);
        ChangingCalls calls = new ChangingCalls(org, owner, session, over);
        calls.awaitTaken(session, "resume");
        calls.awaitTaken(over, "retry");
        return calls;
    }

    private void awaitTaken(SessionId by, String command) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        owner.post(base + "/sessions/" + by + "/" + command, Map.of()).statusCode()
                                == 202);
    }

    /// The org that the calls make.
    String other() {
        return other;
    }

    List<Step> steps() throws Exception {
        members();
        people();
        configuration();
        triggers();
        sessions();
        proofs();
        operation();
        data();
        return steps;
    }

    private void members() {
        String member = base + "/members";
        post("/members", "member.add", Map.of("id", "temp", "name", "T", "role", "viewer"));
        on(
                "PUT /members/{member}",
                "member.change",
                () -> owner.put(member + "/temp", Map.of("name", "Temp", "role", "member")));
        post("/api-keys", "api_key.create", Map.of("member", "temp", "name", "k"));
        on(
                "DELETE /api-keys/{key}",
                "api_key.revoke",
                () ->
                        owner.delete(
                                base
                                        + "/api-keys/"
                                        + owner.get(base + "/api-keys")
                                                .<String>path(
                                                        "items.find{it.member == 'temp'}.id")));
        on("DELETE /members/{member}", "member.remove", () -> owner.delete(member + "/temp"));
    }

    private void people() {
        post("/invitations", "invitation.create", Map.of("email", "gone@x.test", "role", "viewer"));
        on(
                "DELETE /invitations/{invitation}",
                "invitation.revoke",
                () ->
                        owner.delete(
                                base
                                        + "/invitations/"
                                        + owner.get(base + "/invitations")
                                                .<String>path("items[0].id")));
        add(
                "POST /invitations/accept",
                "invitation.accept",
                () -> Person.accept(invite(), Person.PASSWORD));
        add("POST /sign-in", "account.sign_in", () -> Person.tryToSignIn(email, Person.PASSWORD));
        add(
                "POST /me/password",
                "account.password_change",
                () ->
                        Person.signIn(email)
                                .post(
                                        "/me/password",
                                        Map.of(
                                                "current",
                                                Person.PASSWORD,
                                                "password",
                                                "a second long walk")));
        add(
                "POST /sign-out",
                "account.sign_out",
                () -> Person.signIn(email, "a second long walk").post("/sign-out", Map.of()));
        add(
                "DELETE /me/sign-ins/{signin}",
                "account.sign_out",
                () -> {
                    Person person = Person.signIn(email, "a second long walk");
                    String id = person.get("/me/sign-ins").path("items.find{it.current}.id");
                    return person.request().delete("/api/v1/me/sign-ins/" + id);
                });
        on("POST /members/{member}/password-reset", "account.password_reset_link", this::resetLink);
        add(
                "POST /password-reset",
                "account.password_reset",
                () ->
                        given().contentType(ContentType.JSON)
                                .body(
                                        Map.of(
                                                "token",
                                                resetLink().<String>path("token"),
                                                "password",
                                                "a third long walk"))
                                .post("/api/v1/password-reset"));
    }

    private String invite() {
        return owner.post(base + "/invitations", Map.of("email", email, "role", "viewer"))
                .path("token");
    }

    private Response resetLink() {
        return owner.post(base + "/members/walker/password-reset", Map.of());
    }

    private void configuration() throws Exception {
        Api operator = Api.operator();
        add(
                "POST /orgs",
                "org.create",
                () -> operator.post("/orgs", Map.of("id", other, "name", "Other")));
        add("PUT /orgs/{org}", "org.change", () -> owner.put(base, Map.of("name", "Renamed")));
        entry("project", Map.of("name", "P"));
        entry("integration", Map.of("provider", "github"));
        entry("workspace", Map.of("repositoryUrl", "https://git.test/w.git"));
        policy("", "");
        policy("/tiers/{tier}", "/tiers/heavy");
        Map<String, Object> definition =
                owner.get(base + "/workflows/wr.quick-task").path("definition");
        definition.put("id", "walked");
        on(
                "PUT /workflows/{workflow}",
                "workflow.create",
                () -> owner.put(base + "/workflows/walked", definition));
        on(
                "DELETE /workflows/{workflow}",
                "workflow.delete",
                () -> owner.delete(base + "/workflows/walked"));
        on(
                "PUT /secrets/{purpose}/{name}",
                "secret.create",
                () -> owner.put(base + "/secrets/ingest/hook", Map.of("value", "v")));
    }

    private void triggers() {
        Map<String, Object> trigger =
                Map.of(
                        "provider", "github",
                        "workflow", "wr.quick-task",
                        "branchStrategy", "none",
                        "events", List.of("issues.opened"),
                        "goalTemplate", "Solve {{$.issue.title}}",
                        "secrets", List.of("hook"));
        post("/triggers", "trigger.create", with(trigger, "t"));
        on(
                "PUT /triggers/{trigger}",
                "trigger.change",
                () -> owner.put(base + "/triggers/t", trigger));
        policy("/triggers/{trigger}", "/triggers/t");
        for (String verb : List.of("disable", "enable", "rotate-secret")) {
            on(
                    "POST /triggers/{trigger}/" + verb,
                    verb.equals("rotate-secret") ? "secret.change" : "trigger.change",
                    () -> owner.post(base + "/triggers/t/" + verb, Map.of()));
        }
        for (String verb : List.of("pause", "resume")) {
            on(
                    "POST /triggers/{trigger}/" + verb,
                    "trigger." + verb,
                    () -> owner.post(base + "/triggers/t/" + verb, Map.of("reason", "a release")));
        }
        on(
                "POST /triggers.yml",
                "trigger.create",
                () ->
                        owner.request()
                                .contentType("text/plain")
                                .body(
                                        owner.request()
                                                .get("/api/v1" + base + "/triggers.yml")
                                                .asString()
                                                .replace("id: t", "id: u"))
                                .post("/api/v1" + base + "/triggers.yml"));
        on(
                "DELETE /triggers/{trigger}",
                "trigger.delete",
                () -> {
                    owner.delete(base + "/triggers/u");
                    return owner.delete(base + "/triggers/t");
                });
        on(
                "DELETE /secrets/{purpose}/{name}",
                "secret.delete",
                () -> {
                    String id =
                            owner.get(base + "/secrets")
                                    .path("items.find{it.purpose == 'ingest'}.name");
                    return owner.delete(base + "/secrets/ingest/" + id);
                });
    }

    private void sessions() {
        post(
                "/sessions",
                "session.dispatch",
                Map.of("workflow", "wr.quick-task", "goal", "Say hello"));
        Map<String, Map<String, Object>> bodies =
                Map.of(
                        "steer", Map.of("text", "Mind the tests"),
                        "cancel", Map.of(),
                        "kill", Map.of(),
                        "resume", Map.of(),
                        "answer", Map.of("answer", "yes"),
                        "verdict",
                                Map.of("gateId", "g", "verdict", "approved", "rationale", "good"));
        bodies.forEach((command, body) ->
                on(
                        "POST /sessions/{session}/" + command,
                        "session." + command,
                        () -> owner.post(base + "/sessions/" + session + "/" + command, body)));
        on(
                "POST /sessions/{session}/retry",
                "session.retry",
                () -> owner.post(base + "/sessions/" + over + "/retry", Map.of()));
    }

    private void proofs() {
        on(
                "POST /proofs/{proof}/verifications",
                "proof.verify",
                () ->
                        owner.post(
                                base + "/proofs/" + COMMIT + "/verifications",
                                Map.of(
                                        "gate",
                                        "human_approval",
                                        "passed",
                                        true,
                                        "summary",
                                        "read it")));
    }

    private void operation() throws Exception {
        Api operator = Api.operator();
        on(
                "POST /trigger-events/{event}/replay",
                "trigger_event.replay",
                () -> owner.post(base + "/trigger-events/te_walk/replay", Map.of()));
        post(
                "/trigger-events/replay",
                "trigger_event.replay",
                Map.of("filter", Map.of("trigger", "fix"), "expected", 1));
        post("/kill", "trigger.kill", Map.of("trigger", "t"));
        post("/lift", "trigger.lift", Map.of("trigger", "t"));
        post("/pause", "org.pause", Map.of("reason", "a release"));
        post("/resume", "org.resume", Map.of());
        add("POST /kill", "deployment.kill", () -> operator.post("/kill", Map.of("hold", false)));
        add("POST /lift", "deployment.lift", () -> operator.post("/lift", Map.of()));
        for (String decision : List.of("replay", "discard")) {
            on(
                    "POST /dead-letters/{letter}/" + decision,
                    "dead_letter." + decision,
                    () ->
                            owner.post(
                                    base + "/dead-letters/" + decision + "/" + decision, Map.of()));
            on(
                    "POST /dead-letters/" + decision,
                    "dead_letter." + decision,
                    () -> owner.post(base + "/dead-letters/" + decision, onlyLetterOf(decision)));
        }
    }

    private static Map<String, Object> onlyLetterOf(String decision) {
        return Map.of("filter", Map.of("code", decision + "-all"), "expected", 1);
    }

    private void data() throws Exception {
        Api operator = Api.operator();
        on(
                "PUT /retention",
                "retention.create",
                () -> owner.put(base + "/retention", Map.of("sessionDays", 3_000)));
        post("/retention/runs", "retention.clean_up", Map.of());
        on("DELETE /retention", "retention.delete", () -> owner.delete(base + "/retention"));
        String pin = "/sessions/" + session + "/pin";
        on("PUT /sessions/{session}/pin", "pin.create", () -> owner.put(base + pin, Map.of()));
        on("DELETE /sessions/{session}/pin", "pin.delete", () -> owner.delete(base + pin));
        add(
                "DELETE /orgs/{org}",
                "org.delete",
                () -> operator.delete("/orgs/" + other + "?confirm=Other"));
    }

    private void entry(String noun, Map<String, Object> body) {
        String plural = "/" + noun + "s";
        post(plural, noun + ".create", with(body, "one"));
        String one = plural + "/{" + noun + "}";
        on("PUT " + one, noun + ".change", () -> owner.put(base + plural + "/one", body));
        if (noun.equals("workspace")) {
            policy(one, plural + "/one");
        }
        on("DELETE " + one, noun + ".delete", () -> owner.delete(base + plural + "/one"));
    }

    private void policy(String route, String of) {
        Map<String, Object> body = Map.of("requiredGates", List.of("unit_tests", "review", "ci"));
        on(
                "PUT " + route + "/policy",
                "policy.create",
                () -> owner.put(base + of + "/policy", body));
        on(
                "DELETE " + route + "/policy",
                "policy.delete",
                () -> owner.delete(base + of + "/policy"));
    }

    private static Map<String, Object> with(Map<String, Object> body, String id) {
        Map<String, Object> named = new java.util.HashMap<>(body);
        named.put("id", id);
        return named;
    }

    private void post(String path, String action, Object body) {
        on("POST " + path, action, () -> owner.post(base + path, body));
    }

    private void on(String route, String action, Supplier<Response> call) {
        add(route.replaceFirst(" ", " /orgs/{org}"), action, call);
    }

    private void add(String route, String action, Supplier<Response> call) {
        steps.add(new Step(route, action, call));
    }

    private static void claim(KafkaClients kafka, String org, SessionId session) throws Exception {
        log(
                kafka,
                new SessionRecord.Claimed(
                        session,
                        new OrgId(org),
                        1,
                        new ClaimId("claim"),
                        new WorkerId("worker"),
                        Instant.now()));
    }

    private static void end(KafkaClients kafka, String org, SessionId session) throws Exception {
        log(
                kafka,
                new SessionRecord.Segment(
                        session,
                        new OrgId(org),
                        1,
                        new ClaimId("claim"),
                        Instant.now(),
                        List.of(),
                        List.of(new Effect.Ended(Outcome.SUCCESS, "done", null)),
                        null));
    }

    private static void log(KafkaClients kafka, SessionRecord record) throws Exception {
        String session = record.session().value();
        try (EventPublisher log = kafka.publisher("test")) {
            log.publish(
                            Topics.SESSIONS,
                            session,
                            EventCodec.envelope(
                                    "evt-" + session + "-" + record.kind(),
                                    "/test",
                                    record.org() + "/" + session,
                                    Instant.now(),
                                    null,
                                    record))
                    .get();
        }
    }

    /// An event as the log and the views hold it.
    private static void event(DataSource database, KafkaClients kafka, String org)
            throws Exception {
        Position position;
        try (EventPublisher log = kafka.publisher("test")) {
            position =
                    log.publish(
                                    Topics.TRIGGERS,
                                    "default",
                                    EventCodec.envelope(
                                            "te_walk",
                                            "/test",
                                            org + "/te_walk",
                                            Instant.now(),
                                            null,
                                            accepted(org)))
                            .get();
        }
        new OrgSql(database, org)
                .run(
                        """
                        insert into view.trigger_event (event_id, trigger_id, received_at,
                            verdict, log_topic, log_part, log_offset)
                        values ('te_walk', 'fix', now(), 'refused', ?, ?, ?)
                        """,
                        position.topic(),
                        position.partition(),
                        position.offset());
    }

    private static TriggerEvent.Accepted accepted(String org) {
        ConfigValue.Trigger trigger =
                ContractsJson.read(
                        ("{\"kind\":\"trigger\",\"org\":\"%s\",\"trigger\":\"fix\",\"provider\":\"generic\","
                                        + "\"enabled\":true,\"workflowId\":\"wr.quick-task\"}")
                                .formatted(org)
                                .getBytes(StandardCharsets.UTF_8),
                        ConfigValue.Trigger.class);
        return new TriggerEvent.Accepted(
                new TriggerEventId("te_walk"),
                new OrgId(org),
                trigger,
                1,
                "push",
                null,
                null,
                null,
                null,
                null,
                Instant.now(),
                "Fix it",
                ContractsJson.toTree(Map.of()),
                List.of());
    }

    /// Two letters as the views hold them, named after what is decided about them.
    private static void letters(DataSource database, String org) throws Exception {
        for (String id : List.of("replay", "discard", "replay-all", "discard-all")) {
            new OrgSql(database, org)
                    .run(
                            """
                            insert into view.dead_letter (letter_id, topic, code, origin, at, doc)
                            select ?, 'wr.sessions', letter.doc ->> 'code', 'test', now(), letter.doc
                            from (select ?::jsonb as doc) letter
                            """,
                            id,
                            letter(org, id));
        }
    }

    /// A proof record as the views hold it.
    private static void proof(DataSource database, String org, SessionId session) throws Exception {
        ProofRecord record =
                new ProofRecord(
                        new OrgId(org),
                        new ProofRecord.Subject(COMMIT, null, null, null, null, null),
                        ProofRecord.Verdict.FAILED,
                        List.of(),
                        List.of(),
                        List.of(
                                new ProofRecord.Contributor(
                                        session,
                                        true,
                                        null,
                                        null,
                                        null,
                                        Usage.NONE,
                                        ChangeRisk.NONE,
                                        null)),
                        ChangeRisk.NONE,
                        null,
                        "sha256:" + "0".repeat(64),
                        Instant.now());
        new OrgSql(database, org)
                .run(
                        """
                        insert into view.proof_record (commit_id, verdict, updated_at, doc)
                        values (?, 'failed', now(), ?::jsonb)
                        """,
                        COMMIT,
                        ContractsJson.toTree(record).toString());
    }

    /// The session as the views show it.
    private static void viewed(DataSource database, String org, SessionId session)
            throws Exception {
        SessionView view =
                new SessionView(
                        session,
                        new OrgId(org),
                        SessionStatus.IDLE,
                        null,
                        null,
                        null,
                        new SessionView.Run(0, 0, 0, null, null),
                        new SessionView.Progress(
                                0, null, Usage.NONE, 0, null, null, null, null, 0, 0, List.of()),
                        null,
                        new SessionView.Times(null, null, null, null, Instant.now(), null, null),
                        null);
        new OrgSql(database, org)
                .run(
                        """
                        insert into view.session (session_id, status, created_at, updated_at,
                            input_tokens, output_tokens, cost_micros, indexed, doc)
                        values (?, 'idle', now(), now(), 0, 0, 0, false, ?::jsonb)
                        """,
                        session.value(),
                        new String(ContractsJson.write(view), StandardCharsets.UTF_8));
    }

    private static String letter(String org, String id) {
        return """
        {"id":"%1$s","org":"%2$s","topic":"wr.sessions","partition":0,"offset":1,"key":"k",\
        "value":"e30=","headers":{},"code":"%1$s","cause":"no JSON","origin":"test",\
        "attempts":1,"at":"2026-01-31T12:00:00Z"}\
        """
                .formatted(id, org);
    }
}
