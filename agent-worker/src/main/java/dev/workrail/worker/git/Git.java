package dev.workrail.worker.git;

import dev.workrail.platform.git.GitAccess;
import dev.workrail.worker.process.ProcessResult;
import dev.workrail.worker.process.ProcessRunner;
import dev.workrail.worker.process.ProcessSpec;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Runs git on repositories of the worker's own, deaf to everything around them: no system, user or
/// environment configuration, no hooks, no file system monitor, no credential helper, no pager, no
/// prompt, no transport but https, ssh and file. Thread-safe.
public final class Git {
    private static final int OUTPUT_LIMIT = 64 * 1024 * 1024;
    private static final int MESSAGE_LIMIT = 2000;
    private static final byte[] NOTHING = new byte[0];
    private static final Map<String, String> ENVIRONMENT =
            Map.ofEntries(
                    Map.entry("PATH", "/usr/local/bin:/usr/bin:/bin"),
                    Map.entry("HOME", "/nonexistent"),
                    Map.entry("LC_ALL", "C.UTF-8"),
                    Map.entry("GIT_CONFIG_NOSYSTEM", "1"),
                    Map.entry("GIT_CONFIG_GLOBAL", "/dev/null"),
                    Map.entry("GIT_ATTR_NOSYSTEM", "1"),
                    Map.entry("GIT_TERMINAL_PROMPT", "0"),
                    Map.entry("GIT_ASKPASS", "/bin/false"),
                    Map.entry("GIT_SSH_COMMAND", "/bin/false"),
                    Map.entry("GIT_ALLOW_PROTOCOL", "https:ssh:file"),
                    Map.entry("GIT_OPTIONAL_LOCKS", "0"));
    private static final List<String> SETTINGS =
            List.of(
                    "core.hooksPath=/dev/null",
                    "core.fsmonitor=false",
                    "core.attributesFile=/dev/null",
                    "core.excludesFile=/dev/null",
                    "core.protectHFS=true",
                    "core.protectNTFS=true",
                    "core.quotePath=false",
                    "core.pager=cat",
                    "credential.helper=",
                    "safe.directory=*",
                    "submodule.recurse=false",
                    "diff.ignoreSubmodules=all",
                    "commit.gpgSign=false",
                    "gc.auto=0",
                    "maintenance.auto=false",
                    "http.followRedirects=false");

    private final ProcessRunner processes;
    private final Duration timeout;

    /// @param timeout longest that one command may take
    public Git(ProcessRunner processes, Duration timeout) {
        this.processes = processes;
        this.timeout = timeout;
    }

    /// One command on the repository `gitDir`.
    public Command in(Path gitDir, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--git-dir=" + gitDir));
        all.addAll(List.of(arguments));
        return new Command(gitDir, all, Map.of(), NOTHING, null);
    }

    /// One git command, completed step by step and then run. Immutable.
    public final class Command {
        private final Path directory;
        private final List<String> arguments;
        private final Map<String, String> environment;
        private final byte[] stdin;
        private final @Nullable GitAccess access;

        private Command(
                Path directory,
                List<String> arguments,
                Map<String, String> environment,
                byte[] stdin,
                @Nullable GitAccess access) {
            this.directory = directory;
            this.arguments = arguments;
            this.environment = environment;
            this.stdin = stdin;
            this.access = access;
        }

        public Command with(Map<String, String> more) {
            Map<String, String> all = new HashMap<>(environment);
            all.putAll(more);
            return new Command(directory, arguments, all, stdin, access);
        }

        public Command stdin(String text) {
            return new Command(
                    directory,
                    arguments,
                    environment,
                    text.getBytes(StandardCharsets.UTF_8),
                    access);
        }

        /// The same command, able to reach a remote. It reads no input of its own then.
        public Command through(GitAccess way) {
            return new Command(directory, arguments, environment, way.input(), way)
                    .with(way.environment());
        }

        /// Its output, without the line break at its end.
        ///
        /// @throws GitException where git exits with anything but 0
        public String text() throws InterruptedException {
            return output().stripTrailing();
        }

        /// Its output as it is.
        public String output() throws InterruptedException {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        /// Its output, which need not be text.
        public byte[] bytes() throws InterruptedException {
            ProcessResult result = result();
            if (!result.succeeded()) {
                throw failure(result.timedOut() ? "no answer within " + timeout : result.err());
            }
            if (result.truncated()) {
                throw failure("more than " + OUTPUT_LIMIT + " bytes of output");
            }
            return result.stdout();
        }

        /// How it ended, whatever its exit code.
        public ProcessResult result() throws InterruptedException {
            List<String> line = new ArrayList<>(List.of("git"));
            SETTINGS.forEach(setting -> line.addAll(List.of("-c", setting)));
            line.addAll(arguments);
            Map<String, String> variables = new HashMap<>(ENVIRONMENT);
            variables.putAll(environment);
            try {
                return processes.run(
                        new ProcessSpec(
                                access == null ? line : access.command(line),
                                variables,
                                Path.of("/"),
                                stdin,
                                timeout,
                                0,
                                OUTPUT_LIMIT));
            } catch (UncheckedIOException e) {
                throw new GitException("git cannot be started: install git", e);
            }
        }

        private GitException failure(String reason) {
            String subcommand =
                    arguments.stream().filter(a -> !a.startsWith("-")).findFirst().orElse("git");
            String cut =
                    reason.length() > MESSAGE_LIMIT ? reason.substring(0, MESSAGE_LIMIT) : reason;
            return new GitException(
                    "git %s failed: %s".formatted(subcommand, RemoteUrl.redact(cut.strip())));
        }
    }
}
