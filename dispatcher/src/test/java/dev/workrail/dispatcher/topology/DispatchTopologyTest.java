package dev.workrail.dispatcher.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.config.ConfigRecord;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.id.ClaimId;
import dev.workrail.contracts.id.WorkerId;
import dev.workrail.contracts.json.Kinded;
import dev.workrail.contracts.schedule.Dispatch;
import dev.workrail.contracts.schedule.LeaseEvent;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.topic.Topic;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.trigger.TriggerEvent;
import dev.workrail.contracts.view.DeadLetter;
import dev.workrail.dispatcher.schedule.SchedulerSettings;
import dev.workrail.dispatcher.schedule.Stories;
import dev.workrail.platform.kafka.EventSerde;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class DispatchTopologyTest {
    private static final Instant BEGIN = Stories.AT;
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final Topic.Spread spread;
    private final TopologyTestDriver driver;
    private Instant now = BEGIN;
    private int sent;

    DispatchTopologyTest(Topic.Spread spread, @TempDir Path stateDir) {
        this.spread = spread;
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "dispatcher-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:9092");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        driver = new TopologyTestDriver(topology(), properties, BEGIN);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private Topology topology() {
        return new DispatchTopology(
                        SchedulerSettings.defaults(Stories.DOMAIN),
                        new SchedulerMeters(meters),
                        Clock.fixed(BEGIN, ZoneOffset.UTC),
                        spread)
                .build();
    }

    @Test
    void shouldKeepItsShape() throws IOException {
        Path golden =
                Path.of(
                        "src/test/resources/dispatch-topology-%s.txt"
                                .formatted(spread.name().toLowerCase(Locale.ROOT)));
        String described = topology().describe().toString();
        if (Boolean.getBoolean("workrail.golden.write")) {
            Files.writeString(golden, described);
        }
        assertThat(described).isEqualTo(Files.readString(golden));
    }

    @Test
    void shouldCarryASessionFromItsTriggerEventToItsEnd() {
        // given
        tick();
        beat();
        var trigger = Stories.parallel("issues");

        // when
        TriggerEvent.Accepted event = Stories.event(trigger, "d1");
        send(Topics.TRIGGERS, Stories.DOMAIN.value(), event);
        Dispatch dispatch = dispatches().getFirst().data();
        SessionRecord.Claimed claim = claim(dispatch);
        send(Topics.SESSIONS, claim.session().value(), claim);
        send(Topics.SESSIONS, claim.session().value(), segment(claim, "analyse"));
        send(
                Topics.SESSIONS,
                claim.session().value(),
                segment(claim, "last", new Effect.Ended(Outcome.SUCCESS, null, null)));

        // then
        assertThat(dispatch.session()).isEqualTo(event.session());
        assertThat(dispatch.spec().goal()).isEqualTo(event.goal());
        assertThat(leases())
                .extracting(envelope -> envelope.data().kind())
                .containsExactly("lease_granted", "lease_ended");
        List<Envelope<SchedulingEvent>> decisions = scheduling();
        assertThat(decisions)
                .extracting(envelope -> envelope.data().kind())
                .containsExactly(
                        "session_queued", "session_dispatched", "session_leased", "session_closed");
        assertThat(decisions)
                .as("name their session")
                .extracting(Envelope::subject)
                .containsOnly(event.org() + "/" + event.session());
        assertThat(gauge("slots")).isPositive();
        assertThat(gauge("queue")).isZero();
        assertThat(gauge("held")).isZero();
        assertThat(
                        meters.get("workrail.dispatcher.decisions")
                                .tag("decision", "session_closed")
                                .tag("reason", "success")
                                .counter()
                                .count())
                .isPositive();
    }

    private double gauge(String name) {
        return meters.get("workrail.dispatcher." + name).gauge().value();
    }

    @Test
    void shouldHandTheLastCheckpointToTheNextHolder() {
        // given a worker that wrote a checkpoint and gave the session back
        tick();
        beat();
        send(
                Topics.TRIGGERS,
                Stories.DOMAIN.value(),
                Stories.event(Stories.parallel("issues"), "d1"));
        SessionRecord.Claimed first = claim(dispatches().getFirst().data());
        send(Topics.SESSIONS, first.session().value(), first);
        send(Topics.SESSIONS, first.session().value(), segment(first, "analyse"));

        // when
        send(
                Topics.SESSIONS,
                first.session().value(),
                new SessionRecord.Released(
                        first.session(),
                        first.org(),
                        first.epoch(),
                        first.claim(),
                        now,
                        "drained",
                        null));
        Dispatch again = dispatches().getFirst().data();
        SessionRecord.Claimed second = claim(again);
        send(Topics.SESSIONS, second.session().value(), second);

        // then
        assertThat(again.epoch()).isGreaterThan(first.epoch());
        assertThat(again.resume().stepId()).isEqualTo("analyse");
        assertThat(leases().getLast().data())
                .isInstanceOfSatisfying(
                        LeaseEvent.Granted.class,
                        granted -> assertThat(granted.resume().stepId()).isEqualTo("analyse"));
    }

    @Test
    void shouldKeepOneTraceThroughASession() {
        // given
        tick();

        // when the session is queued under a trace and dispatched when a worker appears
        send(
                Topics.TRIGGERS,
                Stories.DOMAIN.value(),
                Stories.event(Stories.parallel("issues"), "d1"));
        beat();

        // then
        assertThat(dispatches().getFirst().traceparent()).isEqualTo(TRACE);
    }

    @Test
    void shouldMakeADeadLetterThatCanBeReplayedOfWhatItRefuses() {
        // given
        tick();
        ConfigValue.Trigger serial = Stories.serial("issues", 1);
        ConfigValue config = serial;
        send(Topics.CONFIG, config.key().toString(), ConfigRecord.of(1, config), "config_record");

        // when: nobody works, one waits, the next is too much
        send(Topics.TRIGGERS, Stories.DOMAIN.value(), Stories.event(serial, "d1"));
        send(Topics.TRIGGERS, Stories.DOMAIN.value(), Stories.event(serial, "d2"));

        // then
        DeadLetter letter = letters().getFirst().data();
        assertThat(letter.code()).isEqualTo("queue_full");
        assertThat(letter.topic()).isEqualTo("wr.triggers");
        assertThat(letter.offset()).isEqualTo(1);
        Envelope<TriggerEvent> replayed =
                EventCodec.decode(
                        letter.headers(),
                        java.util.Base64.getDecoder().decode(letter.value()),
                        TriggerEvent.class);
        assertThat(replayed.data()).isEqualTo(Stories.event(serial, "d2"));
    }

    @Test
    void shouldForgetADeliveryAfterAWeekOfLogTime() {
        // given
        tick();
        var trigger = Stories.parallel("issues");
        send(Topics.TRIGGERS, Stories.DOMAIN.value(), Stories.event(trigger, "d1"));
        send(Topics.TRIGGERS, Stories.DOMAIN.value(), Stories.event(trigger, "d1"));
        assertThat(kinds()).contains("trigger_duplicate");
        assertThat(seen()).isNotEmpty();

        // when
        now = now.plus(Duration.ofDays(8));
        tick();

        // then
        assertThat(seen()).isEmpty();
    }

    private List<byte[]> seen() {
        List<byte[]> keys = new ArrayList<>();
        new StorePart(driver.getKeyValueStore(SchedulerStore.STORE), SeenStore.PREFIX)
                .forEach((key, value) -> keys.add(key));
        return keys;
    }

    private List<String> kinds() {
        return scheduling().stream().map(envelope -> envelope.data().kind()).toList();
    }

    private static SessionRecord.Claimed claim(Dispatch dispatch) {
        return new SessionRecord.Claimed(
                dispatch.session(),
                dispatch.org(),
                dispatch.epoch(),
                new ClaimId("clm_" + dispatch.epoch()),
                new WorkerId("w1"),
                BEGIN);
    }

    private static SessionRecord.Segment segment(
            SessionRecord.Claimed claim, String step, Effect... effects) {
        return new SessionRecord.Segment(
                claim.session(),
                claim.org(),
                claim.epoch(),
                claim.claim(),
                BEGIN,
                List.of(),
                List.of(effects),
                Stories.checkpoint(step));
    }

    private void tick() {
        now = now.plusMillis(500);
        send(Topics.HEARTBEATS, Stories.DOMAIN.value(), new FleetEvent.Tick(Stories.DOMAIN, now));
    }

    private void beat() {
        send(
                Topics.HEARTBEATS,
                Stories.DOMAIN.value(),
                new FleetEvent.Heartbeat(
                        new WorkerId("w1"),
                        Stories.DOMAIN,
                        Stories.POOL,
                        4,
                        false,
                        List.of(),
                        "test",
                        now));
    }

    private void send(Topic topic, String key, Kinded data) {
        send(topic, key, data, data.kind());
    }

    private void send(Topic topic, String key, Object data, String kind) {
        var input =
                driver.createInputTopic(
                        topic.name(),
                        new StringSerializer(),
                        new EventSerde<>(Object.class).serializer());
        String trace = topic == Topics.HEARTBEATS ? null : TRACE;
        input.pipeInput(
                key,
                new Envelope<>(
                        "evt-" + ++sent,
                        "/test",
                        EventCodec.type(kind),
                        "acme/" + key,
                        now,
                        trace,
                        data),
                now);
    }

    private List<Envelope<Dispatch>> dispatches() {
        return read(Topics.dispatches(Stories.POOL), Dispatch.class);
    }

    private List<Envelope<LeaseEvent>> leases() {
        return read(Topics.LEASES, LeaseEvent.class);
    }

    private List<Envelope<SchedulingEvent>> scheduling() {
        return read(Topics.SCHEDULING, SchedulingEvent.class);
    }

    private List<Envelope<DeadLetter>> letters() {
        return read(Topics.DEAD_LETTERS, DeadLetter.class);
    }

    private <T> List<Envelope<T>> read(Topic topic, Class<T> family) {
        return driver.createOutputTopic(
                        topic.name(),
                        new StringDeserializer(),
                        EventSerde.of(topic, family).deserializer())
                .readValuesToList();
    }
}
