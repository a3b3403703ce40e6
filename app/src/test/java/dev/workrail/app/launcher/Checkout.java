package dev.workrail.app.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The launcher in a folder of its own that looks built, on a machine that has only the programs a
/// test gives it.
final class Checkout {
    private static final Path LAUNCHER = Path.of("..", "workrail").toAbsolutePath().normalize();

    /// When the jar of a checkout with a [#source] was built.
    static final Instant BUILT = Instant.parse("2026-01-02T00:00:00Z");

    private static final List<String> ALWAYS_THERE =
            List.of(
                    "bash",
                    "cat",
                    "dirname",
                    "readlink",
                    "sed",
                    "head",
                    "tail",
                    "find",
                    "touch",
                    "mkdir",
                    "mktemp",
                    "rm",
                    "tee",
                    "grep");

    private final Path root;
    private final Path programs;

    private Checkout(Path root, Path programs) {
        this.root = root;
        this.programs = programs;
    }

    static Checkout in(Path folder) throws IOException {
        Path root = Files.createDirectories(folder.resolve("checkout"));
        Path programs = Files.createDirectories(folder.resolve("bin"));
        Files.copy(LAUNCHER, root.resolve("workrail"));
        Checkout checkout = new Checkout(root, programs);
        Files.createDirectories(checkout.jar().getParent());
        Files.createFile(checkout.jar());
        for (String program : ALWAYS_THERE) {
            checkout.ofTheMachine(program);
        }
        return checkout;
    }

    /// A JDK that prints what it is asked to run.
    Path jdk(String version) throws IOException {
        Path home = Files.createDirectories(root.resolveSibling("jdk-" + version));
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/javac"), "exit 0");
        script(home.resolve("bin/java"), "printf '%s\\n' \"$@\"");
        return home;
    }

    /// A source that changed at `at`; the jar was built at [#BUILT].
    void source(Instant at) throws IOException {
        Path source = root.resolve("engine/src/main/java/Engine.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "class Engine {}");
        Files.setLastModifiedTime(source, FileTime.from(at));
        Files.setLastModifiedTime(jar(), FileTime.from(BUILT));
    }

    /// An archive for fast starts, made at `at`; the jar was built at [#BUILT].
    void archive(String name, Instant at) throws IOException {
        Path archive = Files.createFile(jar().resolveSibling(name));
        Files.setLastModifiedTime(archive, FileTime.from(at));
        Files.setLastModifiedTime(jar(), FileTime.from(BUILT));
    }

    Instant builtAt() throws IOException {
        return Files.getLastModifiedTime(jar()).toInstant();
    }

    private Path jar() {
        return root.resolve("app/target/quarkus-app/quarkus-run.jar");
    }

    void program(String name, String body) throws IOException {
        script(programs.resolve(name), body);
    }

    Path programs() {
        return programs;
    }

    /// @param within a command that runs the launcher, such as a sandbox; empty for none
    Said run(Path javaHome, List<String> within, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(within);
        command.add("/bin/bash");
        command.add(root.resolve("workrail").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", programs.toString());
        builder.environment().put("HOME", root.toString());
        builder.environment().put("JAVA_HOME", javaHome.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the launcher does not end; it said: " + text);
        }
        return new Said(process.exitValue(), text);
    }

    Said run(Path javaHome, String... arguments) throws IOException, InterruptedException {
        return run(javaHome, List.of(), arguments);
    }

    private void ofTheMachine(String program) throws IOException {
        for (String folder : List.of("/usr/bin", "/bin")) {
            Path there = Path.of(folder, program);
            if (Files.isExecutable(there)) {
                script(programs.resolve(program), "exec " + there + " \"$@\"");
                return;
            }
        }
        throw new IllegalStateException(program + " is in neither /usr/bin nor /bin");
    }

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/bash\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// @param exitCode of the launcher
    /// @param text what it printed, on both streams
    record Said(int exitCode, String text) {}
}
