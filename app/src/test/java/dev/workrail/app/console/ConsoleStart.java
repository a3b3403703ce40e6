package dev.workrail.app.console;

import dev.workrail.console.ConsoleRole;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.blob.BlobStore;
import dev.workrail.platform.blob.EncryptedBlobStore;
import dev.workrail.platform.blob.FileBucket;
import dev.workrail.platform.blob.OrgKeys;
import dev.workrail.platform.kafka.KafkaClients;
import dev.workrail.platform.kafka.PartitionPlan;
import dev.workrail.platform.kafka.TopicAdmin;
import dev.workrail.platform.secret.SecretKeys;
import dev.workrail.platform.secret.SecretSealer;
import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;

@Singleton
final class ConsoleStart {
    @Produces
    @DefaultBean
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @DefaultBean
    @Singleton
    RandomGenerator random() {
        return new SecureRandom();
    }

    @Produces
    @DefaultBean
    @Singleton
    SecretKeys keys() throws Exception {
        SecretKeys keys = new SecretKeys(Files.createTempDirectory("keys"));
        keys.ensureAll();
        return keys;
    }

    @Produces
    @DefaultBean
    @Singleton
    SecretSealer sealer(SecretKeys keys) {
        return new SecretSealer(keys);
    }

    @Produces
    @DefaultBean
    @Singleton
    BlobStore blobs(Clock clock) throws Exception {
        FileBucket bucket = new FileBucket(Files.createTempDirectory("blobs"));
        Path key = Files.createTempDirectory("blob-key").resolve("key.json");
        return new EncryptedBlobStore(bucket, OrgKeys.open(key, bucket), clock);
    }

    void start(@Observes StartupEvent event, KafkaClients kafka, ConsoleRole role)
            throws Exception {
        TopicAdmin admin = kafka.topics();
        admin.ensure(Topics.ALL, PartitionPlan.ONE_MACHINE);
        role.start();
    }
}
