package dev.workrail.bench;

import dev.workrail.app.client.ApiClient;
import dev.workrail.app.client.OperatorKey;
import dev.workrail.testkit.process.InstanceProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The product under test: a fresh instance in a process of its own, and a client that is its
/// operator.
final class BenchInstance implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);

    private final InstanceProcess process;
    private final Path data;
    private final URI url;
    private final ApiClient api;

    private BenchInstance(InstanceProcess process, Path data, URI url, ApiClient api) {
        this.process = process;
        this.data = data;
        this.url = url;
        this.api = api;
    }

    /// @param arguments of `up`, beyond data directory and port
    static BenchInstance start(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("workrail-bench");
        List<String> command =
                new ArrayList<>(List.of("up", "--data-dir", data.toString(), "--port", "0"));
        command.addAll(List.of(arguments));
        System.err.println("starting the instance under test …");
        InstanceProcess process =
                InstanceProcess.start(root(), environment, command.toArray(String[]::new));
        try {
            URI url = process.awaitReady(START);
            return new BenchInstance(process, data, url, OperatorKey.client(url, data));
        } catch (IOException | RuntimeException e) {
            process.killNow();
            throw e;
        }
    }

    URI url() {
        return url;
    }

    ApiClient api() {
        return api;
    }

    String kafka() throws IOException {
        return "127.0.0.1:" + port(data.resolve("kafka/ports.properties"));
    }

    ProcessUse use() {
        return ProcessUse.of(process.pid());
    }

    private static String port(Path file) throws IOException {
        java.util.Properties ports = new java.util.Properties();
        try (var in = Files.newInputStream(file)) {
            ports.load(in);
        }
        return ports.getProperty("broker");
    }

    private static Path root() {
        return Path.of(System.getProperty("workrail.home", ".")).toAbsolutePath().normalize();
    }

    @Override
    public void close() throws IOException {
        process.close();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
