package dev.workrail.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The repository the demo works on: a bare git remote with one commit whose test fails.
final class DemoRepository {
    private static final long GIT_SECONDS = 30;

    private final Path remote;

    private DemoRepository(Path remote) {
        this.remote = remote;
    }

    /// Makes the remote, or finds the one an earlier run made.
    ///
    /// @param resources class path folder of the repository's files
    /// @param files the files below it
    static DemoRepository in(Path folder, String resources, List<String> files)
            throws IOException, InterruptedException {
        Path remote = folder.resolve("greeter.git");
        if (Files.exists(remote)) {
            return new DemoRepository(remote);
        }
        Path work = Files.createTempDirectory(Files.createDirectories(folder), "greeter");
        for (String file : files) {
            Path target = work.resolve(file);
            Files.createDirectories(target.getParent());
            try (InputStream content = resource(resources + "/" + file)) {
                Files.copy(content, target);
            }
            if (file.endsWith(".sh")) {
                target.toFile().setExecutable(true);
            }
        }
        git(work, "init", "--quiet", "--initial-branch=main");
        git(work, "add", "--all");
        git(
                work,
                "-c",
                "user.name=Demo",
                "-c",
                "user.email=demo@example.com",
                "commit",
                "--quiet",
                "--message=Greet people by name");
        git(folder, "clone", "--quiet", "--bare", work.toString(), remote.toString());
        return new DemoRepository(remote);
    }

    String url() {
        return remote.toUri().toString();
    }

    /// The commit a branch of the remote is at.
    String commit(String branch) throws IOException, InterruptedException {
        return git(remote, "rev-parse", branch).strip();
    }

    /// The commits of a branch beyond main, newest first.
    List<String> commitsOf(String branch) {
        try {
            return git(remote, "rev-list", "main.." + branch).lines().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// What a branch changed, as people read it.
    String diff(String branch) throws IOException, InterruptedException {
        return git(remote, "diff", "--stat", "main.." + branch).stripTrailing();
    }

    private static InputStream resource(String name) throws IOException {
        InputStream content =
                Thread.currentThread().getContextClassLoader().getResourceAsStream(name);
        if (content == null) {
            throw new IOException("not on the class path: " + name);
        }
        return content;
    }

    private static String git(Path folder, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (!process.waitFor(GIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("git " + String.join(" ", arguments) + ": " + output.strip());
        }
        return output;
    }
}
