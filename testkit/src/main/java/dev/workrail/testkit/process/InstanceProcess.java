package dev.workrail.testkit.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One process of the built application, as `./workrail` starts it, or of a server that it uses.
///
/// Closing it ends it in good order; [#killNow] ends it as a crash would.
public final class InstanceProcess implements AutoCloseable {
    /// Begins the line by which a process says that it is ready; its address follows.
    public static final String READY = "ready ";

    private static final int COMPLAINTS = 40;
    private static final int COMPLAINT_CHARS = 600;

    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final CompletableFuture<URI> ready = new CompletableFuture<>();

    private InstanceProcess(Process process) {
        this.process = process;
        // Not a virtual thread: reading a pipe would hold one of the few carriers for as long as it
        // lasts.
        Thread.ofPlatform().daemon().name("output-" + process.pid()).start(this::read);
    }

    /// Starts `workrail` with `arguments`. Returns at once; see [#awaitReady].
    ///
    /// @param root the project's root folder, where the application is built
    /// @param environment added to this process's own
    public static InstanceProcess start(
            Path root, Map<String, String> environment, String... arguments) {
        Path jar = root.resolve("app/target/quarkus-app/quarkus-run.jar");
        if (Files.notExists(jar)) {
            throw new IllegalStateException(jar + " is not built; run ./workrail build");
        }
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                                "-jar",
                                jar.toString()));
        command.addAll(List.of(arguments));
        return java(command, environment);
    }

    /// Starts `workrail` with `arguments` through its launcher, with the virtual machine's settings
    /// that people get. Returns at once; see [#awaitReady].
    ///
    /// @param environment added to this process's own
    public static InstanceProcess launch(
            Path root, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(root.resolve("workrail").toString()));
        command.addAll(List.of(arguments));
        return start(command, environment);
    }

    /// Starts a Kafka broker; it is ready with `kafka://host:port`, the same after a restart.
    public static InstanceProcess startBroker(Path directory) {
        return startServer(ServerHost.BROKER, directory);
    }

    /// Starts a PostgreSQL; it is ready with its JDBC URL, the same after a restart.
    public static InstanceProcess startDatabase(Path directory) {
        return startServer(ServerHost.DATABASE, directory);
    }

    private static InstanceProcess startServer(String kind, Path directory) {
        return startMain(ServerHost.class, kind, directory.toString());
    }

    /// Starts a main class of this process's class path; it is ready with a line that begins with
    /// [#READY].
    public static InstanceProcess startMain(Class<?> main, String... arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return java(command, Map.of());
    }

    private static InstanceProcess java(List<String> arguments, Map<String, String> environment) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx512m",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(arguments);
        return start(command, environment);
    }

    private static InstanceProcess start(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            return new InstanceProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits until the process has said where it answers.
    ///
    /// @throws IllegalStateException with the process's output where it ended or took longer than
    ///   `max`
    public URI awaitReady(Duration max) {
        try {
            return ready.get(max.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException("not ready; it said:\n" + String.join("\n", output), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// What the process has printed so far, line by line.
    public List<String> output() {
        return List.copyOf(output);
    }

    /// Whether the process lives, and the last warnings and errors that it has logged, oldest
    /// first, each shortened.
    public String complaints() {
        List<String> all =
                output.stream()
                        .filter(line -> line.contains("WARN") || line.contains("ERROR"))
                        .map(line -> line.substring(0, Math.min(line.length(), COMPLAINT_CHARS)))
                        .toList();
        return "process %d %s, and complained %d times:%n%s"
                .formatted(
                        pid(),
                        alive() ? "lives" : "ended with " + process.exitValue(),
                        all.size(),
                        String.join(
                                "\n",
                                all.subList(Math.max(0, all.size() - COMPLAINTS), all.size())));
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /// `kill -9` of the process and everything it started.
    public void killNow() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(20));
    }

    /// Waits for the process to end by itself.
    ///
    /// @return its exit code
    public int awaitEnd(Duration max) {
        try {
            if (!process.waitFor(max.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(
                        "still running after %s; it said:\n%s\nits threads:\n%s"
                                .formatted(
                                        max,
                                        String.join("\n", output),
                                        ThreadDump.of(process.pid())));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// SIGTERM, then a wait.
    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroy();
            try {
                if (!process.waitFor(30, TimeUnit.SECONDS)) {
                    killNow();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
            }
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
                output.add(line);
                if (line.startsWith(READY)) {
                    ready.complete(URI.create(line.substring(READY.length()).trim()));
                }
            }
        } catch (IOException e) {
            output.add("output ended: " + e.getMessage());
        }
        ready.completeExceptionally(new IllegalStateException("the process ended"));
    }
}
