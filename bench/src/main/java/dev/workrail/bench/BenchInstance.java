package dev.workrail.bench;

import dev.workrail.app.client.ApiClient;
import dev.workrail.app.client.OperatorKey;
import dev.workrail.testkit.process.InstanceData;
import dev.workrail.testkit.process.InstanceProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// The product under test: a fresh instance as the launcher starts it, and a client that is its
/// operator.
final class BenchInstance implements AutoCloseable {
    static final String ROLES_BESIDE_WORKER = "ingest,dispatcher,delivery,projections,console";

    private static final Duration START = Duration.ofMinutes(2);

    private final InstanceProcess process;
    private final InstanceData data;
    private final boolean passing;
    private final URI url;
    private final ApiClient api;
    private final List<InstanceProcess> workers = new ArrayList<>();

    /// @param passing whether the data goes with the instance
    private BenchInstance(
            InstanceProcess process, InstanceData data, boolean passing, URI url, ApiClient api) {
        this.process = process;
        this.data = data;
        this.passing = passing;
        this.url = url;
        this.api = api;
    }

    /// @param arguments of `up`, beyond data directory and port
    static BenchInstance start(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return start(Files.createTempDirectory("workrail-bench"), true, environment, arguments);
    }

    /// Starts the instance that keeps its data in `home`, which stays when it is closed.
    static BenchInstance startIn(Path home, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return start(home, false, environment, arguments);
    }

    private static BenchInstance start(
            Path home, boolean passing, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        InstanceData data = new InstanceData(home);
        System.err.println("starting the instance under test …");
        InstanceProcess process = launch(data.path(), environment, List.of(arguments));
        try {
            URI url = process.awaitReady(START);
            return new BenchInstance(
                    process, data, passing, url, OperatorKey.client(url, data.path()));
        } catch (IOException | RuntimeException e) {
            process.killNow();
            throw e;
        }
    }

    /// Starts `up` on a data directory; returns at once.
    static InstanceProcess launch(
            Path data, Map<String, String> environment, List<String> arguments) {
        List<String> command =
                new ArrayList<>(List.of("up", "--data-dir", data.toString(), "--port", "0"));
        command.addAll(arguments);
        Map<String, String> all = new HashMap<>(environment);
        all.put("WORKRAIL_WORKER_TRANSCRIPTS", BenchTranscripts.in(data).toString());
        return InstanceProcess.launch(root(), all, command.toArray(String[]::new));
    }

    /// Starts a process of the worker role alone beside this instance, and waits until it takes
    /// work. It ends with the instance at the latest.
    InstanceProcess startWorker(Map<String, String> environment) throws IOException {
        Path home = Files.createDirectories(data.path().resolve("workers/" + workers.size()));
        Map<String, String> all = new HashMap<>(data.environment());
        all.putAll(environment);
        List<String> arguments = List.of("--roles", "worker", "--kafka", kafka());
        BenchTranscripts.share(data.path(), home);
        InstanceProcess worker = launch(home, all, arguments);
        workers.add(worker);
        worker.awaitReady(START);
        return worker;
    }

    URI url() {
        return url;
    }

    ApiClient api() {
        return api;
    }

    String kafka() throws IOException {
        return data.kafka();
    }

    InstanceData data() {
        return data;
    }

    long pid() {
        return process.pid();
    }

    /// Of everything the instance consists of: its own process, its database's, its workers'.
    ProcessUse use() throws IOException {
        return useOf(data, LongStream.concat(LongStream.of(process.pid()), workerPids()).toArray());
    }

    private LongStream workerPids() {
        return workers.stream().filter(InstanceProcess::alive).mapToLong(InstanceProcess::pid);
    }

    /// Of an instance's process and the database in its data directory.
    static ProcessUse useOf(InstanceData data, long... processes) throws IOException {
        OptionalLong postmaster = data.postmaster();
        return ProcessUse.of(
                LongStream.concat(LongStream.of(processes), postmaster.stream()).toArray());
    }

    static Path root() {
        return Path.of(System.getProperty("workrail.home", ".")).toAbsolutePath().normalize();
    }

    @Override
    public void close() throws IOException {
        workers.forEach(InstanceProcess::close);
        process.close();
        if (passing) {
            delete(data.path());
        }
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
