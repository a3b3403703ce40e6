package dev.workrail.console.outbox;

import dev.workrail.console.ConsoleConfig;
import dev.workrail.platform.kafka.KafkaClients;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import javax.sql.DataSource;

/// Makes the relay of this process.
@Singleton
final class RelayBeans {
    /// One name for every console: opening a publisher of it fences the others.
    private static final String PUBLISHER = "workrail-config-relay";

    @Produces
    @Singleton
    OutboxRelay relay(DataSource database, KafkaClients kafka, ConsoleConfig config, Clock clock) {
        String holder = "process " + ProcessHandle.current().pid();
        return new OutboxRelay(
                new RelayFence(database, holder, clock),
                () -> kafka.fencedPublisher(PUBLISHER),
                new RelayTimes(
                        config.relayPoll(),
                        config.relayTakeOver(),
                        config.tombstoneAfter(),
                        config.outboxRetention()),
                clock);
    }

    @Produces
    @Singleton
    ConfigRelay waiting(OutboxRelay relay, Clock clock) {
        return new ConfigRelay(relay, clock);
    }
}
