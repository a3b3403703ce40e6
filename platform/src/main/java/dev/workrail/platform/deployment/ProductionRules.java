package dev.workrail.platform.deployment;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Decides which settings are unsafe for a production deployment. Pure.
final class ProductionRules {
    private static final Set<String> NEED_DATABASE = Set.of("projections", "console");
    private static final Set<String> NEED_KEYS = Set.of("ingest", "worker", "delivery", "console");
    private static final Set<String> NEED_BLOBS = Set.of("worker", "projections", "console");
    private static final Set<String> ENCRYPTED = Set.of("SSL", "SASL_SSL");
    private static final Set<String> PRIVILEGED = Set.of("postgres", "workrail_owner", "root");

    private ProductionRules() {}

    static List<Finding> check(ProductionSettings settings) {
        List<Finding> findings = new ArrayList<>();
        kafka(settings).ifPresent(findings::add);
        if (settings.replicationFactor() < 2) {
            findings.add(
                    new Finding(
                            "workrail.kafka.replication-factor",
                            "is " + settings.replicationFactor(),
                            "2 or more, best 3",
                            "one broker's disk would hold the only copy of accepted work"));
        }
        if (needDatabase(settings.roles())) {
            database(settings, findings);
        }
        keys(settings).ifPresent(findings::add);
        if (settings.roles().stream().anyMatch(NEED_BLOBS::contains)) {
            blobs(settings, findings);
        }
        return findings;
    }

    static boolean needDatabase(Set<String> roles) {
        return roles.stream().anyMatch(NEED_DATABASE::contains);
    }

    private static Optional<Finding> kafka(ProductionSettings settings) {
        String protocol =
                settings.clientProperties()
                        .getOrDefault("security.protocol", "PLAINTEXT")
                        .toUpperCase(Locale.ROOT);
        boolean local =
                Arrays.stream(settings.bootstrapServers().split(","))
                        .map(address -> address.strip().replaceFirst(":[0-9]+$", ""))
                        .allMatch(ProductionRules::loopback);
        if (ENCRYPTED.contains(protocol) || local) {
            return Optional.empty();
        }
        return Optional.of(
                new Finding(
                        "workrail.kafka.client.\"security.protocol\"",
                        "is " + protocol + " to brokers that are not on this machine",
                        "SSL or SASL_SSL",
                        "set it, or security.protocol in the file of"
                                + " workrail.kafka.properties-file"));
    }

    private static void database(ProductionSettings settings, List<Finding> findings) {
        String user = settings.databaseUser().orElse("");
        if (user.isEmpty() || PRIVILEGED.contains(user)) {
            findings.add(
                    new Finding(
                            "quarkus.datasource.username",
                            user.isEmpty() ? "is not set" : "is a user that owns the tables",
                            "the application user, which owns nothing and bypasses nothing",
                            "use the user that migrations grant to, workrail_app"));
        }
        String url = settings.databaseUrl().orElse("");
        if (!loopback(host(url)) && !url.matches(".*[?&]sslmode=verify-(full|ca)\\b.*")) {
            findings.add(
                    new Finding(
                            "quarkus.datasource.jdbc.url",
                            "does not verify a server that is not on this machine",
                            "jdbc:postgresql://HOST:PORT/DATABASE?sslmode=verify-full",
                            "append sslmode=verify-full and sslrootcert"));
        }
    }

    private static void blobs(ProductionSettings settings, List<Finding> findings) {
        if (!settings.blobKeyMounted()) {
            findings.add(
                    new Finding(
                            "workrail.blobs.key-file",
                            "names no file, so each process would make a key of its own",
                            "a file with the deployment's blob key",
                            "make it once with `workrail keys` and mount it to every role"));
        }
        if (!settings.blobStore().equals("s3")) {
            findings.add(
                    new Finding(
                            "workrail.blobs.store",
                            "is a directory of one machine",
                            "s3",
                            "roles on other machines would not find the blobs"));
        }
    }

    private static Optional<Finding> keys(ProductionSettings settings) {
        boolean needed = settings.roles().stream().anyMatch(NEED_KEYS::contains);
        if (!needed || settings.keysDirectory().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                new Finding(
                        "workrail.secrets.keys-dir",
                        "is not set, so keys would be made in this machine's data directory",
                        "a directory with the mounted key files",
                        "make keys once with `workrail keys` and mount each role's own"));
    }

    private static String host(String jdbcUrl) {
        try {
            return Optional.ofNullable(URI.create(jdbcUrl.replaceFirst("^jdbc:", "")).getHost())
                    .orElse("");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static boolean loopback(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }
}
