package dev.workrail.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/// An Apache Kafka broker in this process, its own KRaft controller, listening on loopback only.
///
/// Every acknowledged record is on disk. Started again on the same directory it has what it had,
/// and listens where it did if that port is free. Does not authenticate: anyone on this machine may
/// connect. Not thread-safe.
public final class EmbeddedBroker implements AutoCloseable {
    private static final String BROKER = "broker";

    private final SingleNode node;
    private final int port;

    private EmbeddedBroker(SingleNode node, int port) {
        this.node = node;
        this.port = port;
    }

    /// Where a broker that starts on this directory will listen, so that others can be told before
    /// it does. The directory is made where needed.
    ///
    /// @return host and port
    public static String reserve(Path directory) throws IOException {
        Path home = Files.createDirectories(directory.toAbsolutePath());
        return address(ports(home).choose(BROKER, 0));
    }

    /// Starts a broker and returns once it serves clients; about two to four seconds.
    ///
    /// @param directory where its data is kept; made where needed
    /// @param port where it listens; 0 for the port it had, or any
    /// @throws IOException where the directory cannot be used or the broker does not start
    public static EmbeddedBroker start(Path directory, int port) throws IOException {
        return start(directory, port, Map.of());
    }

    /// Starts a broker with settings of its own over those of one machine.
    public static EmbeddedBroker start(Path directory, int port, Map<String, String> overrides)
            throws IOException {
        Path home = Files.createDirectories(directory.toAbsolutePath());
        Path logs = home.resolve("logs");
        Ports ports = ports(home);
        int brokerPort = ports.choose(BROKER, port);
        int controllerPort = ports.choose("controller", 0);
        format(logs);
        Properties properties = BrokerProperties.of(logs, brokerPort, controllerPort);
        properties.putAll(overrides);
        SingleNode node = new SingleNode(KafkaConfig.fromProps(properties, false), logs);
        try {
            node.startup();
        } catch (RuntimeException | ExecutionException e) {
            node.shutdown();
            throw new IOException(
                    "the embedded broker did not start on port %d with data in %s: %s"
                            .formatted(brokerPort, home, e.getMessage()),
                    e);
        } catch (InterruptedException e) {
            node.shutdown();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while starting the embedded broker", e);
        }
        return new EmbeddedBroker(node, brokerPort);
    }

    public String bootstrapServers() {
        return address(port);
    }

    /// Stops cleanly: logs are closed, so that the next start recovers nothing.
    @Override
    public void close() {
        node.shutdown();
    }

    private static Ports ports(Path home) throws IOException {
        return Ports.in(home.resolve("ports.properties"));
    }

    private static String address(int port) {
        return "127.0.0.1:" + port;
    }

    private static void format(Path logs) throws IOException {
        if (Files.exists(logs.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(logs);
        Formatter formatter =
                new Formatter()
                        .setPrintStream(silent())
                        .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                        .setNodeId(BrokerProperties.NODE_ID)
                        .setClusterId(Uuid.randomUuid().toString())
                        .setDirectories(List.of(logs.toString()))
                        .setMetadataLogDirectory(logs.toString())
                        .setControllerListenerName(BrokerProperties.CONTROLLER)
                        .setIgnoreFormatted(true);
        try {
            formatter.run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("could not format " + logs + " for the embedded broker", e);
        }
    }

    private static PrintStream silent() {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }
}
