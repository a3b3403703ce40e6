package dev.workrail.ingest;

import dev.workrail.contracts.config.ConfigRecord;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.SecretPurpose;
import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.kafka.EventPublisher;
import dev.workrail.platform.kafka.KafkaAddress;
import dev.workrail.platform.kafka.KafkaClients;
import dev.workrail.platform.secret.SecretKeys;
import dev.workrail.platform.secret.SecretSealer;
import dev.workrail.platform.trigger.request.RequestHeaders;
import dev.workrail.platform.trigger.request.WebhookRequest;
import dev.workrail.testkit.Triggers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// An ingest role on a broker, and someone who configures it and posts to it.
final class IngestFixture implements AutoCloseable {
    static final OrgId ACME = new OrgId("acme");
    static final String BODY =
            "{\"action\":\"opened\",\"issue\":{\"number\":7,\"title\":\"Red build\","
                    + "\"updated_at\":\"2026-03-01T09:59:59Z\"},"
                    + "\"repository\":{\"full_name\":\"acme/api\"}}";

    final IngestRole role;
    private final SecretSealer sealer;
    private final EventPublisher console;
    private long version;

    IngestFixture(String bootstrapServers, Path keyDirectory) throws IOException {
        SecretKeys keys = new SecretKeys(keyDirectory);
        keys.ensureAll();
        KafkaClients kafka =
                new KafkaClients(
                        new KafkaAddress(bootstrapServers),
                        new SimpleMeterRegistry(),
                        Clock.systemUTC());
        this.sealer = new SecretSealer(keys);
        this.console = kafka.publisher("console");
        this.role =
                new IngestRole(
                        kafka,
                        keys,
                        new Settings(),
                        new SimpleMeterRegistry(),
                        Clock.systemUTC(),
                        RandomGenerator.getDefault());
    }

    void configure(ConfigValue value) {
        ConfigRecord record = ConfigRecord.of(++version, value);
        console.publish(
                        Topics.CONFIG,
                        value.key().toString(),
                        new Envelope<>(
                                "c" + version,
                                "/workrail/console",
                                "dev.workrail.config.v1",
                                value.key().org() + "/config",
                                Clock.systemUTC().instant(),
                                null,
                                record))
                .join();
    }

    void configureSecret(String name, String secret) {
        configure(
                sealer.seal(
                                ACME,
                                SecretPurpose.INGEST,
                                name,
                                secret.getBytes(StandardCharsets.UTF_8))
                        .toConfig());
    }

    static ConfigValue.Trigger trigger(String... secrets) {
        return Triggers.of(
                "github",
                null,
                "Fix {{issue.title}}",
                List.of(),
                List.of(),
                Map.of(),
                List.of(secrets));
    }

    EventPublisher publisher() {
        return console;
    }

    static WebhookRequest webhook(String secret, String delivery) {
        byte[] bytes = BODY.getBytes(StandardCharsets.UTF_8);
        return new WebhookRequest(
                RequestHeaders.of(
                        Map.of(
                                "Content-Type",
                                "application/json",
                                "X-GitHub-Event",
                                "issues",
                                "X-GitHub-Delivery",
                                delivery,
                                "X-Hub-Signature-256",
                                "sha256=" + hmac(secret, bytes))),
                bytes,
                Clock.systemUTC().instant());
    }

    private static String hmac(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        role.stop();
        console.close();
    }

    /// The defaults of the role, but for a busy machine's time to read the configuration.
    record Settings() implements IngestConfig {
        @Override
        public boolean singleMachine() {
            return false;
        }

        @Override
        public MemorySize maxBody() {
            return new MemorySize(BigInteger.valueOf(1 << 20));
        }

        @Override
        public int maxDepth() {
            return 64;
        }

        @Override
        public MemorySize maxEvent() {
            return new MemorySize(BigInteger.valueOf(900 << 10));
        }

        @Override
        public Duration publishTimeout() {
            return Duration.ofSeconds(2);
        }

        @Override
        public Duration configTimeout() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Duration queueHistory() {
            return Duration.ofDays(2);
        }

        @Override
        public boolean allowUnsigned() {
            return false;
        }

        @Override
        public Rate orgRate() {
            return new Unhurried();
        }

        @Override
        public Rate triggerRate() {
            return new Unhurried();
        }
    }

    private record Unhurried() implements IngestConfig.Rate {
        @Override
        public double perSecond() {
            return 100;
        }

        @Override
        public int burst() {
            return 1000;
        }
    }
}
