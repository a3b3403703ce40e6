package dev.workrail.testkit.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Programs the remotes are made with.
final class Commands {
    private Commands() {}

    static String run(String... line) {
        try {
            Process process = new ProcessBuilder(List.of(line)).redirectErrorStream(true).start();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(line[0] + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new IllegalStateException(line[0] + " cannot be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
