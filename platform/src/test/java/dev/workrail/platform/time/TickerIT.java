package dev.workrail.platform.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.id.DomainId;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.kafka.KafkaAddress;
import dev.workrail.platform.kafka.KafkaClients;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.MutableClock;
import dev.workrail.testkit.WorkrailBackend;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

@WorkrailBackend
class TickerIT {
    private static final DomainId DOMAIN = new DomainId("default");

    @Test
    void shouldTellTheTimeOfItsClockOnTheLog(Backend backend) {
        // given
        MutableClock clock = MutableClock.at("2026-03-01T12:00:00Z");
        KafkaClients kafka =
                new KafkaClients(
                        new KafkaAddress(backend.bootstrapServers()),
                        new SimpleMeterRegistry(),
                        clock);

        // when
        try (var publisher = kafka.publisher("ticker");
                var ticker = Ticker.start(publisher, DOMAIN, clock)) {

            // then
            await().untilAsserted(() ->
                    assertThat(backend.topics().data(Topics.HEARTBEATS, FleetEvent.class))
                            .hasSizeGreaterThan(1)
                            .containsOnly(new FleetEvent.Tick(DOMAIN, clock.instant())));
            assertThat(ticker.ticking()).isTrue();
        }
    }
}
