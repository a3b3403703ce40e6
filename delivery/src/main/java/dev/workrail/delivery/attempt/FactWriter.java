package dev.workrail.delivery.attempt;

import dev.workrail.contracts.delivery.DeliveryEvent;
import dev.workrail.contracts.session.Fact;
import dev.workrail.platform.kafka.EventPublisher;
import dev.workrail.platform.kafka.Received;
import dev.workrail.platform.kafka.RecordHandler;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.ExecutionException;

/// Notes settled deliveries in their sessions. Read through a consumer group and not the share
/// group of the attempts, because a share group gives up on a record after a few tries and a fact
/// must not be lost: at least once, with a derived id.
public final class FactWriter implements RecordHandler<DeliveryEvent> {
    private final DeliveryLog log;
    private final MeterRegistry meters;

    public FactWriter(EventPublisher publisher, MeterRegistry meters, Clock clock) {
        this.log = new DeliveryLog(publisher, clock);
        this.meters = meters;
    }

    @Override
    public void handle(Received<DeliveryEvent> record)
            throws InterruptedException, ExecutionException {
        if (record.data() instanceof DeliveryEvent.Settled settled) {
            log.noted(settled, record.envelope().traceparent());
            count(settled);
        }
    }

    /// How deliveries end: delivered, or the code their dead letter has.
    private void count(DeliveryEvent.Settled settled) {
        String end =
                switch (settled.fact()) {
                    case Fact.Delivered _ -> "delivered";
                    case Fact.DeliveryFailed failed -> failed.cause().split(":", 2)[0];
                    case Fact.VerificationRecorded _, Fact.Erased _, Fact.Opaque _ -> "other";
                };
        meters.counter("workrail.delivery.settled", "org", settled.org().value(), "end", end)
                .increment();
    }
}
