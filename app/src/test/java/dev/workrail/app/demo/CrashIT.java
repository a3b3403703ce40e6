package dev.workrail.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.app.client.ApiClient;
import dev.workrail.app.client.OperatorKey;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.testkit.process.InstanceProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `kill -9` of real processes in the middle of a session. Whatever dies: the session completes, no
/// step is lost, the branch is pushed once and each status is called back once.
class CrashIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String ALL = "ingest,dispatcher,worker,delivery,projections,console";
    private static final String RESOURCES = "rehearsal/fix-greeting";

    @TempDir Path folder;

    private final List<InstanceProcess> processes = new ArrayList<>();
    private CallbackReceiver receiver;
    private DemoRepository repository;

    @BeforeEach
    void writeASlowTranscript() throws IOException {
        try (InputStream recorded =
                Objects.requireNonNull(
                        Thread.currentThread()
                                .getContextClassLoader()
                                .getResourceAsStream(RESOURCES + "/transcript.json"))) {
            ObjectNode transcript =
                    (ObjectNode) ContractsJson.read(recorded.readAllBytes(), JsonNode.class);
            ArrayNode turns = (ArrayNode) transcript.get("turns");
            // The fourth turn completes the first step: what follows is the middle of the session.
            ((ArrayNode) turns.get(4).get("calls"))
                    .addObject()
                    .put("tool", "Bash")
                    .putObject("arguments")
                    .put("command", "sleep 6");
            Files.createDirectories(folder.resolve("transcripts"));
            Files.write(folder.resolve("transcripts/slow.json"), ContractsJson.write(transcript));
        }
    }

    @AfterEach
    void stopEverything() {
        if (receiver != null) {
            receiver.close();
        }
        processes.reversed().forEach(InstanceProcess::close);
    }

    @Test
    void shouldCompleteElsewhereWhenAWorkerIsKilledMidStep() throws Exception {
        InstanceProcess base = start("base", ALL.replace("worker,", ""), Map.of());
        URI url = base.awaitReady(START);
        InstanceProcess doomed = start("worker-1", "worker", beside(base));
        doomed.awaitReady(START);
        ApiClient owner = prepare(url);

        String session = fire(owner);
        awaitFirstStep(owner, session);
        doomed.killNow();
        start("worker-2", "worker", beside(base)).awaitReady(START);

        assertShippedOnce(owner, session);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dispatcher", "projections", "delivery"})
    void shouldCompleteWhenARoleIsKilledAndStartedAgain(String role) throws Exception {
        InstanceProcess base = start("base", without(role), Map.of());
        URI url = base.awaitReady(START);
        InstanceProcess doomed = start(role, role, beside(base));
        doomed.awaitReady(START);
        ApiClient owner = prepare(url);

        String session = fire(owner);
        awaitFirstStep(owner, session);
        doomed.killNow();
        start(role, role, beside(base)).awaitReady(START);

        assertShippedOnce(owner, session);
    }

    @Test
    void shouldGoOnWhenEverythingIsKilledAtOnceBrokerAndDatabaseIncluded() throws Exception {
        InstanceProcess whole = start("base", ALL, Map.of());
        URI url = whole.awaitReady(START);
        ApiClient owner = prepare(url);

        String session = fire(owner);
        awaitFirstStep(owner, session);
        whole.killNow();
        URI again = start("base", ALL, Map.of()).awaitReady(START);

        assertShippedOnce(prepare(again), session);
    }

    private void assertShippedOnce(ApiClient owner, String session) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .untilAsserted(() ->
                        assertThat(detail(owner, session).toString())
                                .contains("\"completed\"")
                                .contains("\"success\""));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(receiver.received())
                                .filteredOn(call -> status(call).equals("completed"))
                                .hasSize(1));
        assertThat(repository.commitsOf("worktrain/" + session))
                .as("one commit beyond main, pushed once")
                .hasSize(1);
    }

    private static String status(CallbackReceiver.Callback callback) {
        return callback.body().findPath("status").asText();
    }

    private static JsonNode detail(ApiClient owner, String session) throws Exception {
        return owner.get("/orgs/acme/sessions/" + session);
    }

    private void awaitFirstStep(ApiClient owner, String session) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() ->
                        owner.get("/orgs/acme/sessions/" + session + "/events?limit=200")
                                .toString()
                                .contains("advance_recorded"));
    }

    private ApiClient prepare(URI url) throws Exception {
        Path data = folder.resolve("base");
        Path demo = data.resolve("demo");
        Files.createDirectories(demo);
        DemoOrg org = DemoOrg.ensure(OperatorKey.client(url, data), demo);
        repository =
                DemoRepository.in(
                        demo,
                        RESOURCES + "/repo",
                        List.of("README.md", "greet.sh", "lib/greeting.sh", "test/run.sh"));
        org.webhookSecret();
        if (receiver == null) {
            receiver = CallbackReceiver.start(org.callbackKey());
        }
        org.workspace(repository.url());
        org.trigger(receiver.url().toString(), "slow");
        return org.owner();
    }

    private String fire(ApiClient owner) throws Exception {
        String secret = Files.readString(folder.resolve("base/demo/github-secret")).strip();
        var response =
                owner.send(
                        new GitHubWebhook(secret)
                                .issueOpened(
                                        owner.url("/hooks/acme/issues"),
                                        "delivery-" + System.nanoTime(),
                                        7,
                                        "It says Hello, !",
                                        "It should greet the world.",
                                        Instant.now()));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return ContractsJson.read(response.body().getBytes(), JsonNode.class)
                .path("sessionId")
                .asText();
    }

    private InstanceProcess start(String name, String roles, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("WORKRAIL_WORKER_TRANSCRIPTS", folder.resolve("transcripts").toString());
        environment.put("WORKRAIL_WORKER_WINDOW", "4s");
        environment.put("WORKRAIL_DISPATCHER_HEARTBEAT_WINDOW", "4s");
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "up",
                                "--data-dir",
                                folder.resolve(name).toString(),
                                "--port",
                                "0",
                                "--roles",
                                roles));
        if (more.containsKey("KAFKA")) {
            arguments.addAll(List.of("--kafka", more.get("KAFKA")));
        }
        if (more.containsKey("DATABASE") && roles.contains("projections")) {
            arguments.addAll(List.of("--database", more.get("DATABASE")));
        }
        InstanceProcess process =
                InstanceProcess.start(ROOT, environment, arguments.toArray(String[]::new));
        processes.add(process);
        return process;
    }

    /// What a second process needs to join the base: its broker and database, keys and blobs.
    private Map<String, String> beside(InstanceProcess base) throws IOException {
        Path data = folder.resolve("base");
        Map<String, String> environment = new HashMap<>();
        environment.put(
                "KAFKA", "127.0.0.1:" + property(data.resolve("kafka/ports.properties"), "broker"));
        environment.put("WORKRAIL_SECRETS_KEYS_DIR", data.resolve("keys").toString());
        environment.put("WORKRAIL_BLOBS_DIRECTORY", data.resolve("blobs").toString());
        Path users = data.resolve("postgres/users.properties");
        if (Files.exists(users)) {
            environment.put(
                    "DATABASE",
                    "jdbc:postgresql://127.0.0.1:%s/workrail"
                            .formatted(
                                    property(
                                            data.resolve("postgres/ports.properties"),
                                            "postgres")));
            environment.put("WORKRAIL_DATABASE_OWNER_USERNAME", "workrail_owner");
            environment.put("WORKRAIL_DATABASE_OWNER_PASSWORD", property(users, "workrail_owner"));
            environment.put("WORKRAIL_DATABASE_USERNAME", "workrail_app");
            environment.put("WORKRAIL_DATABASE_PASSWORD", property(users, "workrail_app"));
        }
        return environment;
    }

    private static String property(Path file, String name) throws IOException {
        java.util.Properties properties = new java.util.Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        return Objects.requireNonNull(properties.getProperty(name), name + " in " + file);
    }

    private static String without(String role) {
        return String.join(
                ",", List.of(ALL.split(",")).stream().filter(name -> !name.equals(role)).toList());
    }
}
