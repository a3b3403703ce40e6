package dev.workrail.testkit;

import dev.workrail.embedded.DatabaseAccess;
import java.nio.file.Files;
import java.nio.file.Path;

/// A broker and a database, wherever they run.
interface Servers extends AutoCloseable {
    String bootstrapServers();

    DatabaseAccess owner();

    DatabaseAccess app();

    static Servers start() throws Exception {
        return engineAnswers() ? ContainerServers.start() : EmbeddedServers.start();
    }

    private static boolean engineAnswers() {
        // Testcontainers looks in many places and logs each failure; do not ask it in vain.
        boolean likely =
                System.getenv("DOCKER_HOST") != null
                        || Files.exists(Path.of("/var/run/docker.sock"));
        return likely && org.testcontainers.DockerClientFactory.instance().isDockerAvailable();
    }
}
