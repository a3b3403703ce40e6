package dev.workrail.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workrail.contracts.config.ConfigKey;
import dev.workrail.contracts.config.ConfigRecord;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.Limits;
import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.kafka.DeadLetters;
import dev.workrail.platform.kafka.EventPublisher;
import dev.workrail.platform.kafka.KafkaAddress;
import dev.workrail.platform.kafka.KafkaClients;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.WorkrailBackend;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WorkrailBackend(wipe = WorkrailBackend.Wipe.PER_TEST)
class ConfigCacheIT {
    private static final OrgId ACME = new OrgId("acme");
    private static final OrgId UMBRA = new OrgId("umbra");
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Backend backend;
    private final KafkaClients kafka;
    private final EventPublisher publisher;
    private final DeadLetters deadLetters;

    ConfigCacheIT(Backend backend) {
        this.backend = backend;
        this.kafka =
                new KafkaClients(
                        new KafkaAddress(backend.bootstrapServers()),
                        new SimpleMeterRegistry(),
                        Clock.systemUTC());
        this.publisher = kafka.publisher("test");
        this.deadLetters = kafka.deadLetters(publisher, "test");
    }

    @AfterEach
    void close() {
        publisher.close();
    }

    @Test
    void shouldHoldTheNewestVersionOfEachKey() throws Exception {
        // given
        publish(ACME, ConfigRecord.of(1, org(ACME, "Acme")));
        publish(UMBRA, ConfigRecord.of(1, org(UMBRA, "Umbra")));
        publish(ACME, ConfigRecord.of(3, org(ACME, "Acme Inc.")));
        publish(ACME, ConfigRecord.of(2, org(ACME, "late")));

        // when
        try (ConfigCache cache = ConfigCache.open(kafka, "test", deadLetters)) {
            assertThat(cache.awaitCurrent(SOON)).isTrue();

            // then
            assertThat(cache.get(key(ACME), ConfigValue.Org.class))
                    .get()
                    .extracting(ConfigValue.Org::name)
                    .isEqualTo("Acme Inc.");
            assertThat(cache.list(ConfigValue.Org.class)).hasSize(2);
            assertThat(cache.list(UMBRA, ConfigValue.Org.class)).hasSize(1);
            assertThat(cache.list(ConfigValue.Trigger.class)).isEmpty();
        }
    }

    @Test
    void shouldNotBringBackWhatWasDeleted() throws Exception {
        // given
        publish(ACME, ConfigRecord.of(1, org(ACME, "Acme")));
        publish(ACME, ConfigRecord.deletion(2));
        publish(ACME, ConfigRecord.of(1, org(ACME, "Acme")));

        // when
        try (ConfigCache cache = ConfigCache.open(kafka, "test", deadLetters)) {
            assertThat(cache.awaitCurrent(SOON)).isTrue();

            // then
            assertThat(cache.get(key(ACME))).isEmpty();
            publish(ACME, ConfigRecord.of(3, org(ACME, "Acme again")));
            assertThat(cache.awaitCurrent(SOON)).isTrue();
            assertThat(cache.get(key(ACME))).isPresent();
        }
    }

    @Test
    void shouldTellListenersOfChangesAndDeadLetterWhatHasNoKey() {
        // given
        List<String> told = new CopyOnWriteArrayList<>();

        // when
        try (ConfigCache cache = ConfigCache.open(kafka, "test", deadLetters)) {
            cache.listen((key, value) -> told.add(key + " " + value.isPresent()));
            publisher.publish(Topics.CONFIG, "nonsense", envelope(ConfigRecord.deletion(1))).join();
            publish(ACME, ConfigRecord.of(1, org(ACME, "Acme")));
            publish(ACME, ConfigRecord.deletion(2));

            // then
            await().untilAsserted(() ->
                    assertThat(told).containsExactly("acme/org/acme true", "acme/org/acme false"));
            assertThat(cache.healthy()).isTrue();
        }
        assertThat(backend.topics().readRaw(Topics.DEAD_LETTERS.name())).hasSize(1);
    }

    private void publish(OrgId org, ConfigRecord record) {
        publisher.publish(Topics.CONFIG, key(org).toString(), envelope(record)).join();
    }

    private static Envelope<ConfigRecord> envelope(ConfigRecord record) {
        return new Envelope<>(
                "c" + record.version(),
                "/workrail/test",
                "dev.workrail.config.record.v1",
                "acme/org",
                Instant.EPOCH,
                null,
                record);
    }

    private static ConfigValue.Org org(OrgId org, String name) {
        return new ConfigValue.Org(org, name, false, Limits.NONE, null);
    }

    private static ConfigKey key(OrgId org) {
        return new ConfigKey(org, "org", org.value());
    }
}
