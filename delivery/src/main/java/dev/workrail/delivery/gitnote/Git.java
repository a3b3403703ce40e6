package dev.workrail.delivery.gitnote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The git program in a repository of its own, hardened: nothing of the machine's or a user's
/// configuration, no hooks, no prompts, no credential helper, and only the transports that are
/// allowed. Each call is bounded in time and output.
final class Git {
    private static final int MAX_OUTPUT = 1024 * 1024;

    private final Path repository;
    private final Map<String, String> environment;
    private final String protocols;
    private final Duration timeout;
    private final Remotes.@Nullable Remote remote;

    /// @param environment further variables
    /// @param localAllowed true lets remotes be paths on this machine
    Git(Path repository, Map<String, String> environment, boolean localAllowed, Duration timeout) {
        this(repository, environment, localAllowed ? "https:ssh:file" : "https:ssh", timeout, null);
    }

    private Git(
            Path repository,
            Map<String, String> environment,
            String protocols,
            Duration timeout,
            Remotes.@Nullable Remote remote) {
        this.repository = repository;
        this.environment = Map.copyOf(environment);
        this.protocols = protocols;
        this.timeout = timeout;
        this.remote = remote;
    }

    /// The same repository, and a way to its remote.
    Git through(Remotes.Remote remote) {
        return new Git(repository, environment, protocols, timeout, remote);
    }

    /// Where that way leads.
    String url() {
        return Objects.requireNonNull(remote).url();
    }

    /// @param output standard output and error
    record Result(int exit, String output) {
        boolean ok() {
            return exit == 0;
        }
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        for (String setting :
                List.of(
                        "core.hooksPath=/dev/null",
                        "core.fsmonitor=false",
                        "credential.helper=",
                        "gc.auto=0",
                        "http.followRedirects=false",
                        "safe.bareRepository=explicit")) {
            command.add("-c");
            command.add(setting);
        }
        if (remote != null) {
            remote.settings().forEach(setting -> command.addAll(List.of("-c", setting)));
        }
        command.add("--git-dir=" + repository);
        command.addAll(List.of(arguments));
        return finished(start(remote == null ? command : remote.access().command(command)));
    }

    private Process start(List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(repository.toFile())
                        .redirectErrorStream(true);
        Map<String, String> variables = builder.environment();
        String path = variables.getOrDefault("PATH", "/usr/bin:/bin");
        variables.clear();
        variables.put("PATH", path);
        variables.put("HOME", repository.toString());
        variables.put("LC_ALL", "C");
        variables.put("GIT_CONFIG_NOSYSTEM", "1");
        variables.put("GIT_CONFIG_GLOBAL", "/dev/null");
        variables.put("GIT_TERMINAL_PROMPT", "0");
        variables.put("GIT_ALLOW_PROTOCOL", protocols);
        variables.put("GIT_SSH_COMMAND", "/bin/false");
        variables.putAll(environment);
        if (remote != null) {
            variables.putAll(remote.access().environment());
        }
        return fed(builder.start());
    }

    private Process fed(Process process) throws IOException {
        try (OutputStream in = process.getOutputStream()) {
            if (remote != null) {
                in.write(remote.access().input());
            }
        }
        return process;
    }

    private Result finished(Process process) throws IOException, InterruptedException {
        CompletableFuture<String> output =
                CompletableFuture.supplyAsync(
                        () -> output(process.getInputStream()), Thread::startVirtualThread);
        try {
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("git took longer than %d s".formatted(timeout.toSeconds()));
            }
            return new Result(process.exitValue(), output.join());
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /// Reads to the end, so that git never waits for a full pipe, and keeps the beginning.
    private static String output(InputStream in) {
        try (in) {
            byte[] kept = in.readNBytes(MAX_OUTPUT);
            in.transferTo(OutputStream.nullOutputStream());
            return new String(kept, StandardCharsets.UTF_8);
        } catch (IOException e) {
            // The process was ended; what it said does not count.
            return "";
        }
    }
}
