package dev.workrail.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.id.ClaimId;
import dev.workrail.contracts.id.CommandId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.WorkerId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.json.Kinded;
import dev.workrail.contracts.schedule.Dispatch;
import dev.workrail.contracts.schedule.LeaseEvent;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.topic.Groups;
import dev.workrail.contracts.topic.Topic;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.trigger.TriggerEvent;
import dev.workrail.dispatcher.schedule.Stories;
import dev.workrail.platform.kafka.KafkaAddress;
import dev.workrail.platform.kafka.KafkaClients;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.WorkrailBackend;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WorkrailBackend(wipe = WorkrailBackend.Wipe.PER_TEST)
class DispatcherRoleIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final WorkerId WORKER = new WorkerId("w1");

    private final Backend backend;
    private final Path stateDir;
    private final Clock clock = Clock.systemUTC();
    private DispatcherRole role;
    private int sent;

    DispatcherRoleIT(Backend backend, @TempDir Path stateDir) {
        this.backend = backend;
        this.stateDir = stateDir;
    }

    @BeforeEach
    void start() throws InterruptedException {
        role = started(stateDir.resolve("first"));
    }

    @AfterEach
    void stop() {
        role.stop();
    }

    @Test
    void shouldGoOnAfterARestartWhereItWas() throws InterruptedException {
        // given a session that was granted, with a checkpoint
        beats();
        TriggerEvent.Accepted event = fires("d1");
        Dispatch dispatch = dispatched(event.session(), 0);
        SessionRecord.Claimed claim = claims(dispatch);
        answered(claim.session(), "lease_granted");
        writes(segment(claim, "analyse"));

        // when it restarts on an empty disk, from its changelog alone
        role.stop();
        role = started(stateDir.resolve("second"));
        fires("d1");
        writes(
                new SessionRecord.Released(
                        claim.session(),
                        claim.org(),
                        claim.epoch(),
                        claim.claim(),
                        now(),
                        "drained",
                        null));
        beats();

        // then the delivery is known, and the session goes out again from its checkpoint
        said("trigger_duplicate");
        Dispatch again = dispatched(event.session(), claim.epoch());
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.resume().stepId()).isEqualTo("analyse");

        // when
        SessionRecord.Claimed second = claims(again);
        writes(segment(second, "last", new Effect.Ended(Outcome.SUCCESS, null, null)));

        // then
        said("session_closed");
        assertThat(role.healthy()).isTrue();
    }

    @Test
    void shouldReissueASessionWhoseWorkerFellSilent() {
        // given
        beats();
        Dispatch dispatch = dispatched(fires("d1").session(), 0);
        SessionRecord.Claimed claim = claims(dispatch);
        answered(claim.session(), "lease_granted");

        // when: the worker is never heard of again, another takes its place
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    beats("w2");
                    return kinds().contains("session_requeued");
                });

        // then
        answered(claim.session(), "lease_expired");
        assertThat(dispatched(claim.session(), claim.epoch()).epoch()).isGreaterThan(claim.epoch());
    }

    @Test
    void shouldDecideWhatRunsBeforeABacklogOfNewWork() throws InterruptedException {
        // given a backlog, written before a worker is first heard of
        role.stop();
        int backlog = 500;
        for (int i = 0; i < backlog; i++) {
            fires("d" + i);
        }
        beats();

        // when
        role = started(stateDir.resolve("first"));
        await().atMost(PATIENCE).until(() -> count("session_queued") == backlog);

        // then: the worker was heard first, so the first session found a slot, not the last
        assertThat(kinds().subList(0, 3)).contains("session_dispatched");
    }

    @Test
    void shouldKnowWhatAnEarlierVersionKeptInAStoreOfItsOwn() throws Exception {
        // given the spec of a session that was over, where an earlier version kept it
        beats();
        Dispatch dispatch = dispatched(fires("d1").session(), 0);
        SessionId earlier = new SessionId("sess_earlier");
        ObjectNode spec =
                (ObjectNode) new ObjectMapper().readTree(ContractsJson.write(dispatch.spec()));
        spec.put("session", earlier.value()).put("root", earlier.value());
        byte[] filed = ContractsJson.write(Map.of("spec", spec));
        role.stop();
        backend.topics()
                .publishRaw(
                        Groups.dispatcher(Stories.DOMAIN) + "-session-specs-changelog",
                        "v" + earlier,
                        ByteBuffer.allocate(Long.BYTES + filed.length)
                                .putLong(now().plus(Duration.ofDays(1)).toEpochMilli())
                                .put(filed)
                                .array(),
                        Map.of());

        // when
        role = started(stateDir.resolve("second"));
        Command.Retry retry =
                new Command.Retry(
                        new CommandId("cmd_1"),
                        dispatch.spec().org(),
                        earlier,
                        "ada",
                        "once more",
                        now());
        publish(Topics.COMMANDS, earlier.value(), retry);

        // then
        backend.topics()
                .await(
                        Topics.SCHEDULING,
                        SchedulingEvent.class,
                        event ->
                                event instanceof SchedulingEvent.Queued queued
                                        && queued.spec().session().equals(retry.again()),
                        PATIENCE);
    }

    private long count(String kind) {
        return kinds().stream().filter(kind::equals).count();
    }

    private DispatcherRole started(Path directory) throws InterruptedException {
        KafkaClients kafka =
                new KafkaClients(
                        new KafkaAddress(backend.bootstrapServers()),
                        new SimpleMeterRegistry(),
                        clock);
        DispatcherRole started =
                new DispatcherRole(kafka, Settings.in(directory), new SimpleMeterRegistry(), clock);
        started.start();
        await().atMost(PATIENCE).until(started::ready);
        return started;
    }

    private void beats() {
        beats(WORKER.value());
    }

    private void beats(String worker) {
        publish(
                Topics.HEARTBEATS,
                Stories.DOMAIN.value(),
                new FleetEvent.Heartbeat(
                        new WorkerId(worker),
                        Stories.DOMAIN,
                        Stories.POOL,
                        4,
                        false,
                        List.of(),
                        "test",
                        now()));
    }

    private TriggerEvent.Accepted fires(String delivery) {
        TriggerEvent.Accepted event = Stories.event(Stories.parallel("issues"), delivery);
        publish(Topics.TRIGGERS, Stories.DOMAIN.value(), event);
        return event;
    }

    private SessionRecord.Claimed claims(Dispatch dispatch) {
        SessionRecord.Claimed claim =
                new SessionRecord.Claimed(
                        dispatch.session(),
                        dispatch.org(),
                        dispatch.epoch(),
                        new ClaimId("clm_" + dispatch.epoch()),
                        WORKER,
                        now());
        writes(claim);
        return claim;
    }

    private SessionRecord.Segment segment(
            SessionRecord.Claimed claim, String step, Effect... effects) {
        return new SessionRecord.Segment(
                claim.session(),
                claim.org(),
                claim.epoch(),
                claim.claim(),
                now(),
                List.of(),
                List.of(effects),
                Stories.checkpoint(step));
    }

    private void writes(SessionRecord record) {
        publish(Topics.SESSIONS, record.session().value(), record);
    }

    private void publish(Topic topic, String key, Kinded data) {
        backend.topics()
                .publish(
                        topic,
                        key,
                        EventCodec.envelope(
                                "evt-" + ++sent, "/test", "acme/" + key, now(), null, data));
    }

    private Dispatch dispatched(SessionId session, long above) {
        return backend.topics()
                .await(
                        Topics.dispatches(Stories.POOL),
                        Dispatch.class,
                        found -> found.session().equals(session) && found.epoch() > above,
                        PATIENCE)
                .data();
    }

    private void answered(SessionId session, String kind) {
        backend.topics()
                .await(
                        Topics.LEASES,
                        LeaseEvent.class,
                        event -> event.session().equals(session) && event.kind().equals(kind),
                        PATIENCE);
    }

    private void said(String kind) {
        backend.topics()
                .await(
                        Topics.SCHEDULING,
                        SchedulingEvent.class,
                        event -> event.kind().equals(kind),
                        PATIENCE);
    }

    private List<String> kinds() {
        return backend.topics().data(Topics.SCHEDULING, SchedulingEvent.class).stream()
                .map(Kinded::kind)
                .toList();
    }

    private Instant now() {
        return clock.instant();
    }
}
