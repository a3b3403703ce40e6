package dev.workrail.delivery.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.workrail.contracts.config.DeliveryTarget;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.id.ClaimId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.WorkerId;
import dev.workrail.contracts.session.Checkpoint;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.session.Usage;
import dev.workrail.platform.kafka.JsonSerde;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// When the gate has what it did committed: its output is read only then.
class EpochGateTest {
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
    private static final OrgId ACME = new OrgId("acme");
    private static final SessionId SESSION = new SessionId("sess_1");
    private static final ClaimId CLAIM = new ClaimId("claim_1");
    private static final Effect ASKED =
            new Effect.Deliver(
                    new DeliveryTarget.Callback("ci", "https://ci.example/hook", "callback"),
                    "done",
                    1,
                    JsonNodeFactory.instance.objectNode());

    private final MockProcessorContext<String, TargetInput> context = new MockProcessorContext<>();
    private final EpochGate gate = new EpochGate();

    @BeforeEach
    void open() {
        KeyValueStore<String, SeenEpoch> epochs =
                Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(DeliveryTopology.EPOCHS),
                                Serdes.String(),
                                new JsonSerde<>(SeenEpoch.class))
                        .withLoggingDisabled()
                        .build();
        epochs.init(context.getStateStoreContext(), epochs);
        context.addStateStore(epochs);
        gate.init(context);
    }

    @Test
    void shouldCommitAtOnceWhatIsAskedFor() {
        // when
        read(new SessionRecord.Claimed(SESSION, ACME, 1, CLAIM, new WorkerId("w_1"), AT));
        read(segment(List.of(ASKED)));

        // then
        assertThat(context.forwarded()).hasSize(1);
        assertThat(context.committed()).isTrue();
    }

    @Test
    void shouldLeaveToTheIntervalWhatItOnlyRemembers() {
        // when a session runs that asks for nothing
        read(new SessionRecord.Claimed(SESSION, ACME, 1, CLAIM, new WorkerId("w_1"), AT));
        read(segment(List.of()));

        // then
        assertThat(context.forwarded()).isEmpty();
        assertThat(context.committed()).isFalse();
    }

    private void read(SessionRecord record) {
        gate.process(
                new Record<>(
                        SESSION.value(),
                        EventCodec.envelope("e", "/test", "acme/sess_1", AT, null, record),
                        AT.toEpochMilli()));
    }

    private static SessionRecord segment(List<Effect> effects) {
        return new SessionRecord.Segment(
                SESSION,
                ACME,
                1,
                CLAIM,
                AT,
                List.of(),
                effects,
                new Checkpoint(0, 1, null, null, null, List.of(), null, null, null, Usage.NONE));
    }
}
