package dev.workrail.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.id.DomainId;
import dev.workrail.contracts.json.MalformedJsonException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventCodecTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final FleetEvent TICK = new FleetEvent.Tick(new DomainId("default"), NOW);

    @Test
    void shouldCarryAttributesInHeadersAndDataInTheValue() {
        Envelope<FleetEvent> event =
                EventCodec.envelope("evt_1", "/workrail/dispatcher", "default", NOW, null, TICK);

        EncodedEvent encoded = EventCodec.encode(event);

        assertThat(encoded.headers())
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_type", "dev.workrail.tick.v1")
                .containsEntry("ce_time", "2026-01-02T03:04:05Z")
                .containsEntry("content-type", "application/json")
                .doesNotContainKey("traceparent");
        assertThat(EventCodec.decode(encoded.headers(), encoded.value(), FleetEvent.class))
                .isEqualTo(event);
    }

    @Test
    void shouldRefuseARecordWithoutRequiredAttributes() {
        EncodedEvent encoded =
                EventCodec.encode(
                        EventCodec.envelope("evt_1", "/workrail/x", "default", NOW, null, TICK));
        Map<String, String> headers = new HashMap<>(encoded.headers());
        headers.remove("ce_id");

        assertThatThrownBy(() -> EventCodec.decode(headers, encoded.value(), FleetEvent.class))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("header ce_id: expected a value, was absent");
    }
}
