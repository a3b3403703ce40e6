package dev.workrail.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.json.ContractsJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A person's shell: runs `./workrail` as they would, with a home of its own.
record Shell(Path home, Path folder) {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final int SECONDS = 120;

    /// What a command said, and its exit code.
    record Said(int code, String out, String err) {
        JsonNode json() {
            return ContractsJson.read(out.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        }
    }

    Shell in(Path other) {
        return new Shell(home, other);
    }

    Said workrail(String... arguments) throws Exception {
        return answering("", arguments);
    }

    /// Runs a command that reads `typed`.
    Said answering(String typed, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(ROOT.resolve("workrail").toString()));
        command.addAll(List.of(arguments));
        return run(typed, command);
    }

    Said bash(String line) throws Exception {
        return run("", List.of("bash", "-c", line));
    }

    private Said run(String typed, List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("XDG_CONFIG_HOME", home.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().keySet().removeIf(name -> name.startsWith("WORKRAIL_"));
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(typed.getBytes(StandardCharsets.UTF_8));
        }
        CompletableFuture<String> err = text(process.getErrorStream());
        String out = text(process.getInputStream()).get(SECONDS, TimeUnit.SECONDS);
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(command + " does not end; it said: " + out);
        }
        return new Said(process.exitValue(), out.strip(), err.get().strip());
    }

    private static CompletableFuture<String> text(InputStream stream) {
        return CompletableFuture.supplyAsync(() -> {
            try (stream) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }
}
