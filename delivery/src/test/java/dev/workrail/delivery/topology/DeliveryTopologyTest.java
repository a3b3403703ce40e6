package dev.workrail.delivery.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.config.DeliveryTarget;
import dev.workrail.contracts.delivery.AttemptResult;
import dev.workrail.contracts.delivery.DeliveryEvent;
import dev.workrail.contracts.delivery.DeliveryRequest;
import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.id.ClaimId;
import dev.workrail.contracts.id.CommandId;
import dev.workrail.contracts.id.DeliveryId;
import dev.workrail.contracts.id.DomainId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.WorkerId;
import dev.workrail.contracts.json.Kinded;
import dev.workrail.contracts.session.Checkpoint;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Fact;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.session.Usage;
import dev.workrail.contracts.topic.Topic;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.view.DeadLetter;
import dev.workrail.delivery.target.RetryPolicy;
import dev.workrail.platform.kafka.EventSerde;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class DeliveryTopologyTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final OrgId ACME = new OrgId("acme");
    private static final SessionId SESSION = new SessionId("sess_1");
    private static final ClaimId CLAIM = new ClaimId("claim_1");
    private static final DeliveryTarget TARGET =
            new DeliveryTarget.Callback("ci", "https://ci.example/hook", "callback");
    private static final RetryPolicy POLICY =
            new RetryPolicy(
                    2,
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(1),
                    Duration.ofHours(1),
                    Duration.ofSeconds(40),
                    100);
    private static final Path GOLDEN = Path.of("src/test/resources");

    @Parameter private Topic.Spread spread;

    private final MeterRegistry meters = new SimpleMeterRegistry();

    @TempDir private Path state;
    private Instant now = START;
    private TopologyTestDriver driver;
    private TestOutputTopic<String, Envelope<DeliveryEvent>> deliveries;
    private TestOutputTopic<String, Envelope<DeadLetter>> letters;

    @BeforeEach
    void open() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "delivery");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        driver = new TopologyTestDriver(topology(), properties, START);
        deliveries = output(Topics.DELIVERIES, DeliveryEvent.class);
        letters = output(Topics.DEAD_LETTERS, DeadLetter.class);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void shouldMakeAnAttemptDueAndSettleItWhenDelivered() {
        write(claim(1, CLAIM));
        write(segment(1, CLAIM, 0, "started", 1));

        DeliveryEvent.AttemptDue due = due();
        assertThat(due.attempt()).isEqualTo(1);
        assertThat(due.request().status()).isEqualTo("started");
        assertThat(due.expiresAt()).isEqualTo(START.plusSeconds(40));

        finish(due, AttemptResult.delivered(null));

        assertThat(settled().fact())
                .isEqualTo(new Fact.Delivered(due.request().delivery(), "ci", "started", 1, null));
        assertThat(deliveries.isEmpty()).isTrue();
    }

    @Test
    void shouldIgnoreWhatAZombieAsksFor() {
        write(claim(1, CLAIM));
        write(claim(2, new ClaimId("claim_2")));
        write(segment(1, CLAIM, 0, "done", 1));
        write(claim(2, new ClaimId("claim_3")));
        write(segment(2, new ClaimId("claim_3"), 0, "done", 1));

        assertThat(deliveries.isEmpty()).isTrue();

        write(segment(2, new ClaimId("claim_2"), 0, "done", 1));
        assertThat(due().attempt()).isEqualTo(1);
    }

    @Test
    void shouldAskOnceForASegmentThatIsReadTwice() {
        write(claim(1, CLAIM));
        write(segment(1, CLAIM, 0, "started", 1));
        DeliveryEvent.AttemptDue due = due();
        finish(due, AttemptResult.delivered(null));
        settled();

        write(segment(1, CLAIM, 0, "started", 1));

        assertThat(deliveries.isEmpty()).isTrue();
    }

    @Test
    void shouldTryAgainByTicksAloneAndThenWriteADeadLetter() {
        write(claim(1, CLAIM));
        write(segment(1, CLAIM, 0, "done", 1));
        DeliveryEvent.AttemptDue first = due();
        finish(first, AttemptResult.failed("HTTP 500", null));
        tick(Duration.ofSeconds(5));
        assertThat(deliveries.isEmpty()).isTrue();
        tick(Duration.ofSeconds(8));
        DeliveryEvent.AttemptDue second = due();
        assertThat(second.attempt()).isEqualTo(2);

        finish(second, AttemptResult.failed("HTTP 502", null));

        DeadLetter letter = letters.readValue().data();
        assertThat(letter.id()).isEqualTo(first.request().delivery().value());
        assertThat(letter.org()).isEqualTo(ACME);
        assertThat(letter.code()).isEqualTo("attempts_exhausted");
        assertThat(letter.cause()).isEqualTo("HTTP 502");
        assertThat(letter.attempts()).isEqualTo(2);
        assertThat(settled().fact())
                .isEqualTo(
                        new Fact.DeliveryFailed(
                                first.request().delivery(),
                                "ci",
                                "done",
                                2,
                                "attempts_exhausted: HTTP 502"));
    }

    @Test
    void shouldTakeAnAttemptWithoutResultForLostByTicks() {
        write(claim(1, CLAIM));
        write(segment(1, CLAIM, 0, "done", 1));
        due();

        tick(Duration.ofSeconds(41));
        tick(Duration.ofSeconds(13));

        assertThat(due().attempt()).isEqualTo(2);
    }

    @Test
    void shouldDeliverADeadLetterAgainWhenAPersonOfItsOrgAsks() {
        write(claim(1, CLAIM));
        write(segment(1, CLAIM, 0, "done", 1));
        DeliveryEvent.AttemptDue due = due();
        finish(due, AttemptResult.gone("HTTP 410"));
        DeliveryEvent.Settled failed = settled();

        redeliver(new OrgId("other"), due.request());
        assertThat(deliveries.isEmpty()).isTrue();

        redeliver(ACME, due.request());
        DeliveryEvent.AttemptDue again = due();
        assertThat(again.request()).isEqualTo(due.request());
        finish(again, AttemptResult.delivered(null));
        assertThat(settled().factId()).isNotEqualTo(failed.factId());

        redeliver(ACME, due.request());
        assertThat(deliveries.isEmpty()).as("a delivered one is not sent again").isTrue();
    }

    @Test
    void shouldServeOneTargetInOrderAndAnotherBesideIt() {
        write(claim(1, CLAIM));
        write(segment(1, CLAIM, 0, "started", 1));
        write(segment(1, CLAIM, 1, "done", 2));
        DeliveryEvent.AttemptDue first = due();
        assertThat(deliveries.isEmpty()).isTrue();
        assertThat(waiting()).isEqualTo(2);

        finish(first, AttemptResult.delivered(null));

        settled();
        DeliveryEvent.AttemptDue second = due();
        assertThat(second.request().status()).isEqualTo("done");
        assertThat(waiting()).isEqualTo(1);

        finish(second, AttemptResult.delivered(null));

        assertThat(waiting()).isZero();
    }

    private double waiting() {
        return meters.get("workrail.delivery.waiting").gauge().value();
    }

    @Test
    void shouldLookAsCommitted() throws IOException {
        Path golden =
                GOLDEN.resolve(
                        "delivery-topology-%s.txt"
                                .formatted(spread.name().toLowerCase(Locale.ROOT)));
        String described = topology().describe().toString();
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(golden, described);
        }

        assertThat(golden).content().isEqualTo(described);
    }

    private Topology topology() {
        return new DeliveryTopology(POLICY, new TargetMeters(meters), spread).build();
    }

    private void write(SessionRecord record) {
        write(Topics.SESSIONS, SESSION.value(), record);
    }

    private void finish(DeliveryEvent.AttemptDue due, AttemptResult result) {
        write(
                Topics.DELIVERY_RESULTS,
                due.target(),
                new DeliveryEvent.AttemptFinished(
                        due.request().delivery(),
                        ACME,
                        due.target(),
                        due.attempt(),
                        result,
                        now,
                        12));
    }

    private void redeliver(OrgId org, DeliveryRequest request) {
        DeliveryId delivery = request.delivery();
        write(
                Topics.COMMANDS,
                delivery.value(),
                new Command.Redeliver(new CommandId("cmd_1"), org, delivery, "ada", null, now));
    }

    private void tick(Duration time) {
        now = now.plus(time);
        write(Topics.HEARTBEATS, "default", new FleetEvent.Tick(new DomainId("default"), now));
    }

    private <T extends Kinded> void write(Topic topic, String key, T data) {
        @SuppressWarnings("unchecked")
        TestInputTopic<String, Envelope<T>> input =
                driver.createInputTopic(
                        topic.name(),
                        new StringSerializer(),
                        new EventSerde<>((Class<T>) topic.family()).serializer());
        input.pipeInput(
                key, EventCodec.envelope("e", "/test", "acme/sess_1", now, null, data), now);
    }

    private <T> TestOutputTopic<String, Envelope<T>> output(Topic topic, Class<T> family) {
        return driver.createOutputTopic(
                topic.name(),
                Serdes.String().deserializer(),
                new EventSerde<>(family).deserializer());
    }

    private DeliveryEvent.AttemptDue due() {
        return (DeliveryEvent.AttemptDue) deliveries.readValue().data();
    }

    private DeliveryEvent.Settled settled() {
        return (DeliveryEvent.Settled) deliveries.readValue().data();
    }

    private SessionRecord claim(long epoch, ClaimId claim) {
        return new SessionRecord.Claimed(SESSION, ACME, epoch, claim, new WorkerId("w_1"), now);
    }

    private SessionRecord segment(
            long epoch, ClaimId claim, long index, String status, int sequence) {
        var body = JsonNodeFactory.instance.objectNode().put("summary", "fixed");
        return new SessionRecord.Segment(
                SESSION,
                ACME,
                epoch,
                claim,
                now,
                List.of(),
                List.of(new Effect.Deliver(TARGET, status, sequence, body)),
                new Checkpoint(
                        index, 1, null, null, null, List.of(), null, null, null, Usage.NONE));
    }
}
