package dev.workrail.delivery.attempt;

import dev.workrail.contracts.delivery.DeliveryEvent;
import dev.workrail.platform.kafka.EventPublisher;
import dev.workrail.platform.kafka.Received;
import dev.workrail.platform.kafka.RecordHandler;
import java.time.Clock;
import java.util.concurrent.ExecutionException;

/// Notes settled deliveries in their sessions. Read through a consumer group and not the share
/// group of the attempts, because a share group gives up on a record after a few tries and a fact
/// must not be lost: at least once, with a derived id.
public final class FactWriter implements RecordHandler<DeliveryEvent> {
    private final DeliveryLog log;

    public FactWriter(EventPublisher publisher, Clock clock) {
        this.log = new DeliveryLog(publisher, clock);
    }

    @Override
    public void handle(Received<DeliveryEvent> record)
            throws InterruptedException, ExecutionException {
        if (record.data() instanceof DeliveryEvent.Settled settled) {
            log.noted(settled, record.envelope().traceparent());
        }
    }
}
