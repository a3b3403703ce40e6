package dev.workrail.delivery;

import dev.workrail.platform.kafka.KafkaAddress;
import dev.workrail.platform.kafka.KafkaClients;
import dev.workrail.platform.secret.SecretKeys;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The delivery role in a process of its own, so that it can be killed.
public final class DeliveryProcess implements AutoCloseable {
    private final Process process;

    private DeliveryProcess(Process process) {
        this.process = process;
    }

    static DeliveryProcess start(String bootstrapServers, Path directory) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx256m",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                DeliveryProcess.class.getName(),
                                bootstrapServers,
                                directory.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("delivery.log").toFile())
                        .start();
        return new DeliveryProcess(process);
    }

    /// `kill -9`.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(20, TimeUnit.SECONDS);
    }

    /// SIGTERM, so that its group members leave.
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            kill();
        }
    }

    /// @param arguments bootstrap servers, and the directory with keys and state
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[1]);
        DeliveryRole role =
                new DeliveryRole(
                        new KafkaClients(
                                new KafkaAddress(arguments[0]),
                                new SimpleMeterRegistry(),
                                Clock.systemUTC()),
                        new SecretKeys(directory.resolve("keys")),
                        new DeliveryFixture.Settings(directory.resolve("state")),
                        new SimpleMeterRegistry(),
                        Clock.systemUTC());
        role.start();
        Runtime.getRuntime().addShutdownHook(new Thread(role::stop));
        new CountDownLatch(1).await();
    }
}
