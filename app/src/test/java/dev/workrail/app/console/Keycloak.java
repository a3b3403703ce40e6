package dev.workrail.app.console;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// A Keycloak of its own for the test, on loopback, with a realm and nothing kept on disk.
public final class Keycloak implements QuarkusTestResourceLifecycleManager {
    private static final Path UNPACKED = Path.of("target", "keycloak").toAbsolutePath();
    private static final Duration START = Duration.ofMinutes(5);

    private Process process;

    @Override
    public Map<String, String> start() {
        try {
            Path home = home();
            importRealm(home);
            int port = freePort();
            URI base = URI.create("http://127.0.0.1:" + port);
            process = launch(home, port);
            awaitRealm(base);
            return Map.of(
                    "workrail.console.oidc.issuer",
                    base + "/realms/people",
                    "workrail.console.oidc.clock-skew",
                    "0s");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    private static Path home() throws IOException {
        try (Stream<Path> found = Files.list(UNPACKED)) {
            return found.filter(path -> Files.exists(path.resolve("bin/kc.sh")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void importRealm(Path home) throws IOException {
        Path directory = Files.createDirectories(home.resolve("data/import"));
        try (InputStream realm = Keycloak.class.getResourceAsStream("/keycloak/realm.json")) {
            Files.copy(realm, directory.resolve("realm.json"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Process launch(Path home, int port) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                                List.of(
                                        "/bin/bash",
                                        home.resolve("bin/kc.sh").toString(),
                                        "start-dev",
                                        "--import-realm",
                                        "--db=dev-mem",
                                        "--cache=local",
                                        "--http-host=127.0.0.1",
                                        "--http-port=" + port))
                        .redirectErrorStream(true)
                        .redirectOutput(home.resolve("../keycloak.log").normalize().toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
        builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", "admin");
        return builder.start();
    }

    private void awaitRealm(URI base) {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest discovery =
                HttpRequest.newBuilder(
                                base.resolve("/realms/people/.well-known/openid-configuration"))
                        .timeout(Duration.ofSeconds(5))
                        .build();
        Awaitility.await("Keycloak; its log is target/keycloak/keycloak.log")
                .atMost(START)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new AssertionError(
                                "Keycloak ended; see target/keycloak/keycloak.log");
                    }
                    return http.send(discovery, BodyHandlers.discarding()).statusCode() == 200;
                });
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
