package dev.workrail.platform.kafka;

import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.id.DomainId;
import java.time.Instant;

/// Events for tests, small and told apart by a number.
final class Ticks {
    static final String DOMAIN = "default";
    static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");

    private Ticks() {}

    static Envelope<FleetEvent> tick(int seconds) {
        return EventCodec.envelope(
                "tick-" + seconds,
                "/workrail/test",
                "-/" + DOMAIN,
                BEGIN.plusSeconds(seconds),
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                new FleetEvent.Tick(new DomainId(DOMAIN), BEGIN.plusSeconds(seconds)));
    }

    static int secondsOf(Received<FleetEvent> record) {
        return secondsOf(record.data());
    }

    static int secondsOf(FleetEvent event) {
        return event instanceof FleetEvent.Tick tick
                ? (int) (tick.at().getEpochSecond() - BEGIN.getEpochSecond())
                : -1;
    }
}
