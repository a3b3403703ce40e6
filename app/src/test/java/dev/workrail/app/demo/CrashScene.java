package dev.workrail.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.app.client.ApiClient;
import dev.workrail.app.client.OperatorKey;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.testkit.TopicProbe;
import dev.workrail.testkit.process.InstanceData;
import dev.workrail.testkit.process.InstanceProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/// What tests with killed processes share: processes of the built application on data directories
/// below one folder, an org whose trigger runs a rehearsal that pauses after its first step, a
/// receiver of its callbacks and the repository it pushes to.
final class CrashScene implements AutoCloseable {
    static final Duration START = Duration.ofMinutes(2);
    static final Duration PATIENCE = Duration.ofMinutes(3);
    static final String ALL = "ingest,dispatcher,worker,delivery,projections,console";

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String RESOURCES = "rehearsal/fix-greeting";

    private final Path folder;
    private final List<InstanceProcess> processes = new ArrayList<>();
    private CallbackReceiver receiver;
    private DemoRepository repository;

    CrashScene(Path folder) throws IOException {
        this.folder = folder;
        writeASlowTranscript();
    }

    @Override
    public void close() {
        if (receiver != null) {
            receiver.close();
        }
        processes.reversed().forEach(InstanceProcess::close);
    }

    Path folder() {
        return folder;
    }

    /// Has `process` closed with the scene.
    InstanceProcess keep(InstanceProcess process) {
        processes.add(process);
        return process;
    }

    private void writeASlowTranscript() throws IOException {
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

    void assertShippedOnce(ApiClient owner, String session) {
        explained(() ->
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(500))
                        .untilAsserted(() ->
                                assertThat(seen(owner, session))
                                        .contains("\"completed\"")
                                        .contains("\"success\"")));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(receiver.received())
                                .filteredOn(call -> completed(call, session))
                                .hasSize(1));
        assertThat(repository.commitsOf("worktrain/" + session))
                .as("one commit beyond main")
                .hasSize(1);
        assertThat(pushes(session)).as("pushed once").hasSize(1);
    }

    /// What a scene waited for in vain is explained by the processes in it: the failure carries
    /// what each of them complained of.
    private void explained(Runnable wait) {
        try {
            wait.run();
        } catch (ConditionTimeoutException e) {
            String processes =
                    this.processes.stream()
                            .map(InstanceProcess::complaints)
                            .collect(Collectors.joining("\n"));
            throw new AssertionError(e.getMessage() + "\n" + processes, e);
        }
    }

    private static boolean completed(CallbackReceiver.Callback call, String session) {
        return call.body().findPath("status").asText().equals("completed")
                && call.body().toString().contains(session);
    }

    /// The pushes that the remote took in for a session, told by the remote itself.
    List<String> pushes(String session) {
        Path log = folder.resolve("pushes");
        try (Stream<String> lines = Files.exists(log) ? Files.lines(log) : Stream.empty()) {
            return lines.filter(line -> line.endsWith("worktrain/" + session)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Has the remote stay in a hook for as long as the file exists that this returns; it notes in
    /// `<hook>-reached` that it got there.
    Path holdIn(String hook) throws IOException {
        Path hold = Files.createFile(folder.resolve(hook + "-hold"));
        String waiting =
                "touch %s; while [ -e %s ]; do sleep 0.1; done\n"
                        .formatted(folder.resolve(hook + "-reached"), hold);
        hook(hook, (hook.equals("post-receive") ? note() : "") + waiting);
        return hold;
    }

    boolean reached(String hook) {
        return Files.exists(folder.resolve(hook + "-reached"));
    }

    private String note() {
        return "cat >> %s\n".formatted(folder.resolve("pushes"));
    }

    private void hook(String name, String script) throws IOException {
        Path hook = folder.resolve("base/demo/greeter.git/hooks").resolve(name);
        Files.createDirectories(hook.getParent());
        Files.writeString(hook, "#!/bin/sh\n" + script);
        assertThat(hook.toFile().setExecutable(true)).isTrue();
    }

    /// The statuses that the receiver was told of a session.
    List<String> calledBack(String session) {
        return receiver.received().stream()
                .filter(call -> call.body().toString().contains(session))
                .map(call -> call.body().findPath("status").asText())
                .toList();
    }

    /// What the session looks like from outside, or why it cannot be seen.
    private static String seen(ApiClient owner, String session) {
        try {
            return owner.get("/orgs/acme/sessions/" + session).toString();
        } catch (Exception e) {
            return e.toString();
        }
    }

    void awaitFirstStep(ApiClient owner, String session) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() ->
                        owner.get("/orgs/acme/sessions/" + session + "/events?limit=200")
                                .toString()
                                .contains("advance_recorded"));
    }

    /// The org as its owner sees it, made where it is not there yet.
    ApiClient prepare(URI url) throws Exception {
        Path data = folder.resolve("base");
        Path demo = data.resolve("demo");
        Files.createDirectories(demo);
        DemoOrg org = DemoOrg.ensure(OperatorKey.client(url, data), demo);
        repository =
                DemoRepository.in(
                        demo,
                        RESOURCES + "/repo",
                        List.of("README.md", "greet.sh", "lib/greeting.sh", "test/run.sh"));
        if (Files.notExists(demo.resolve("greeter.git/hooks/post-receive"))) {
            hook("post-receive", note());
        }
        org.webhookSecret();
        if (receiver == null) {
            receiver = CallbackReceiver.start(org.callbackKey());
        }
        org.workspace(repository.url());
        org.trigger(receiver.url().toString(), "slow");
        return org.owner();
    }

    String fire(ApiClient owner) throws Exception {
        HttpResponse<String> response = fire(owner, "delivery-" + System.nanoTime(), 7);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return sessionOf(response);
    }

    /// Opens issue `number` as GitHub tells it.
    HttpResponse<String> fire(ApiClient owner, String delivery, int number) throws Exception {
        String secret = Files.readString(folder.resolve("base/demo/github-secret")).strip();
        return owner.send(
                new GitHubWebhook(secret)
                        .issueOpened(
                                owner.url("/hooks/acme/issues"),
                                delivery,
                                number,
                                "It says Hello, !",
                                "It should greet the world.",
                                Instant.EPOCH.plusSeconds(number)));
    }

    static String sessionOf(HttpResponse<String> accepted) {
        return ContractsJson.read(accepted.body().getBytes(), JsonNode.class)
                .path("sessionId")
                .asText();
    }

    InstanceProcess start(String name, String roles, Map<String, String> more) {
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
        if (more.containsKey("DATABASE")
                && (roles.contains("projections") || roles.contains("console"))) {
            arguments.addAll(List.of("--database", more.get("DATABASE")));
        }
        InstanceProcess process =
                InstanceProcess.start(ROOT, environment, arguments.toArray(String[]::new));
        return keep(process);
    }

    /// What a second process needs to join the base: its broker and database, keys and blobs.
    Map<String, String> beside(InstanceProcess base) throws IOException {
        InstanceData data = new InstanceData(folder.resolve("base"));
        Map<String, String> environment = new HashMap<>(data.environment());
        environment.put("KAFKA", data.kafka());
        if (data.hasDatabase()) {
            environment.put("DATABASE", data.database());
        }
        return environment;
    }

    /// The topics of the broker in the base.
    TopicProbe topics() throws IOException {
        return new TopicProbe(new InstanceData(folder.resolve("base")).kafka());
    }

    static String property(Path file, String name) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        return Objects.requireNonNull(properties.getProperty(name), name + " in " + file);
    }

    static String without(String role) {
        return String.join(
                ",", List.of(ALL.split(",")).stream().filter(name -> !name.equals(role)).toList());
    }
}
