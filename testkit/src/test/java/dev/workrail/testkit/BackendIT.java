package dev.workrail.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.id.DomainId;
import dev.workrail.contracts.topic.Topics;
import java.time.Instant;
import org.junit.jupiter.api.RepeatedTest;

@WorkrailBackend(wipe = WorkrailBackend.Wipe.PER_TEST)
class BackendIT {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final Backend backend;

    BackendIT(Backend backend) {
        this.backend = backend;
    }

    @RepeatedTest(3)
    void shouldGiveEachTestEmptyTopicsAndSchemas() throws Exception {
        // given
        long begun = System.nanoTime();
        backend.wipe();
        System.out.printf("backend: wipe %d ms%n", (System.nanoTime() - begun) / 1_000_000);
        DomainId domain = new DomainId("default");
        var tick = new FleetEvent.Tick(domain, NOW);

        // when
        backend.topics()
                .publish(
                        Topics.HEARTBEATS,
                        domain.value(),
                        EventCodec.envelope("t1", "/test", "-/default", NOW, null, tick));
        try (var connection = backend.ownerDataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table admin.only_once (a int)");
        }

        // then
        assertThat(backend.topics().data(Topics.HEARTBEATS, FleetEvent.class))
                .containsExactly(tick);
    }
}
