package dev.workrail.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Clears what a process that was killed left behind: a PostgreSQL that still runs on the data
/// directory, or the pid file of one that does not.
///
/// PostgreSQL refuses to start while the pid in its file is alive, whoever has that pid by now.
final class StalePostmaster {
    private static final String PID_FILE = "postmaster.pid";
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

    private StalePostmaster() {}

    /// @param data the data directory, which the caller has locked: nobody else uses it rightly
    static void clear(Path data) throws IOException {
        Path file = data.resolve(PID_FILE);
        if (!Files.exists(file)) {
            return;
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        if (!lines.isEmpty() && lines.getFirst().trim().matches("[0-9]{1,9}")) {
            long pid = Long.parseLong(lines.getFirst().trim());
            var process = ProcessHandle.of(pid).filter(_ -> runsOn(pid, data));
            if (process.isPresent()) {
                stop(process.get());
            }
        }
        Files.deleteIfExists(file);
    }

    private static boolean runsOn(long pid, Path data) {
        try {
            Path directory = Path.of("/proc", Long.toString(pid), "cwd").toRealPath();
            return directory.equals(data.toRealPath());
        } catch (IOException e) {
            // Gone by now, or not ours to look at: then it is no server that this user started.
            return false;
        }
    }

    private static void stop(ProcessHandle server) throws IOException {
        // SIGTERM waits for clients, and those died with the process that started the server.
        server.destroy();
        try {
            server.onExit().get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            server.descendants().forEach(ProcessHandle::destroyForcibly);
            server.destroyForcibly();
        } catch (ExecutionException e) {
            throw new IOException("could not stop the PostgreSQL left running as " + server, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while stopping PostgreSQL " + server.pid(), e);
        }
    }
}
