package dev.workrail.app.demo;

import dev.workrail.testkit.process.InstanceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A process of a cluster, as the image starts it in profile `prod`, that ended without having
/// started.
record RefusedProcess(int code, List<String> output) {
    static final String REFUSED = "workrail: did not start: ";
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// Runs `workrail serve` to its end.
    static RefusedProcess serve(Path folder, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("QUARKUS_HTTP_PORT", "0");
        all.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        all.put("QUARKUS_PROFILE", "prod");
        all.put("WORKRAIL_DATA_DIR", folder.resolve("data").toString());
        try (InstanceProcess process = InstanceProcess.start(ROOT, all, "serve")) {
            int code = process.awaitEnd(PATIENCE);
            return new RefusedProcess(code, process.output());
        }
    }

    /// A deployment none of whose settings is refused, on hosts that are nowhere.
    static Map<String, String> safe(Path folder) throws IOException {
        Path key = folder.resolve("key.json");
        Files.writeString(key, "{}");
        return new HashMap<>(
                Map.ofEntries(
                        Map.entry("WORKRAIL_ROLES", "console,projections"),
                        Map.entry("WORKRAIL_KAFKA_BOOTSTRAP_SERVERS", "kafka.invalid:9093"),
                        Map.entry("WORKRAIL_KAFKA_CLIENT__SECURITY_PROTOCOL_", "SSL"),
                        Map.entry("WORKRAIL_KAFKA_REPLICATION_FACTOR", "3"),
                        Map.entry(
                                "QUARKUS_DATASOURCE_JDBC_URL",
                                "jdbc:postgresql://db.invalid/w?sslmode=verify-full"),
                        Map.entry("QUARKUS_DATASOURCE_USERNAME", "workrail_app"),
                        Map.entry("QUARKUS_DATASOURCE_PASSWORD", "nobody's"),
                        Map.entry("WORKRAIL_SECRETS_KEYS_DIR", folder.toString()),
                        Map.entry("WORKRAIL_BLOBS_KEY_FILE", key.toString()),
                        Map.entry("WORKRAIL_BLOBS_STORE", "s3"),
                        Map.entry("WORKRAIL_BLOBS_S3_BUCKET", "blobs")));
    }

    /// Why it did not start.
    List<String> reasons() {
        return output.stream()
                .filter(line -> line.startsWith(REFUSED))
                .map(line -> line.substring(REFUSED.length()))
                .toList();
    }

    boolean tracesStack() {
        return output.stream().anyMatch(line -> line.contains("\tat ") || line.contains("\\tat "));
    }
}
