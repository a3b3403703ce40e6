package dev.workrail.app.demo;

import dev.workrail.app.client.ApiClient;
import dev.workrail.app.client.OperatorKey;
import dev.workrail.testkit.TopicProbe;
import dev.workrail.testkit.process.InstanceProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/// The product as it ships, all roles in one process, and what a test needs around it: orgs, a git
/// remote with a failing test, a look at its topics.
final class Product implements AutoCloseable {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration START = Duration.ofMinutes(3);
    private static final String RESOURCES = "rehearsal/fix-greeting/repo";

    private final Path folder;
    private final Map<String, String> settings;
    private InstanceProcess process;
    private URI url;

    private Product(Path folder, Map<String, String> settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /// @param settings environment variables of the process
    static Product start(Path folder, Map<String, String> settings) throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("WORKRAIL_WORKER_TRANSCRIPTS", folder.resolve("transcripts").toString());
        Files.createDirectories(folder.resolve("transcripts"));
        Product product = new Product(folder, all);
        product.startAgain();
        return product;
    }

    /// Starts it on the data it had; after [#close], as a person would.
    void startAgain() {
        process =
                InstanceProcess.start(
                        ROOT, settings, "up", "--data-dir", data().toString(), "--port", "0");
        url = process.awaitReady(START);
    }

    Path data() {
        return folder.resolve("data");
    }

    URI url() {
        return url;
    }

    /// The lines of its log.
    List<String> log() throws IOException {
        return Files.readAllLines(data().resolve("logs/workrail.log"));
    }

    ApiClient operator() throws IOException, InterruptedException {
        return OperatorKey.client(url, data());
    }

    /// Makes an org.
    Tenant tenant(String org) throws IOException, InterruptedException {
        return Tenant.make(operator(), org);
    }

    /// What the rehearsal model replays under `name` from now on.
    void transcript(String name, String json) throws IOException {
        Files.writeString(folder.resolve("transcripts").resolve(name + ".json"), json);
    }

    DemoRepository repository() throws IOException, InterruptedException {
        return DemoRepository.in(
                folder.resolve("remote"),
                RESOURCES,
                List.of("README.md", "greet.sh", "lib/greeting.sh", "test/run.sh"));
    }

    TopicProbe topics() throws IOException {
        Properties ports = new Properties();
        try (InputStream in = Files.newInputStream(data().resolve("kafka/ports.properties"))) {
            ports.load(in);
        }
        return new TopicProbe(
                "127.0.0.1:" + Objects.requireNonNull(ports.getProperty("broker"), "broker"));
    }

    /// What it says of its roles: 200 where every one of them works.
    int readiness() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(url.resolve("/q/health/ready")).build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }

    boolean alive() {
        return process.alive();
    }

    @Override
    public void close() {
        process.close();
    }
}
