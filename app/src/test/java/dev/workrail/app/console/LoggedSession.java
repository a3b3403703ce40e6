package dev.workrail.app.console;

import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.id.ClaimId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerEventId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.contracts.id.WorkerId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.json.Kinded;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.contracts.session.BlobRef;
import dev.workrail.contracts.session.Change;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Gate;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.session.Verification;
import dev.workrail.contracts.topic.Topic;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.kafka.EventPublisher;
import dev.workrail.platform.kafka.KafkaClients;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A session as it lies on the log, told without a scheduler and a worker: queued, claimed, its
/// tests run, ended.
final class LoggedSession {
    private static final WorkerId WORKER = new WorkerId("worker");

    private final OrgId org;
    private final SessionId session;
    private final Instant at;
    private SessionId parent;
    private BlobRef output;
    private boolean ends = true;

    /// @param at when it was queued; it ends seconds later
    LoggedSession(String org, String session, Instant at) {
        this.org = new OrgId(org);
        this.session = new SessionId(session);
        this.at = at;
    }

    LoggedSession childOf(String root) {
        parent = new SessionId(root);
        return this;
    }

    /// What its tests printed, in the blob store.
    LoggedSession output(BlobRef ref) {
        output = ref;
        return this;
    }

    LoggedSession running() {
        ends = false;
        return this;
    }

    /// The commit that its tests ran on.
    String commit() {
        return "%040x".formatted(session.hashCode() & 0xffffffffL);
    }

    void publish(KafkaClients kafka) throws Exception {
        ClaimId claim = new ClaimId("claim");
        try (EventPublisher log = kafka.publisher("test")) {
            write(log, Topics.SCHEDULING, org.value(), queued());
            write(
                    log,
                    Topics.SESSIONS,
                    session.value(),
                    new SessionRecord.Claimed(session, org, 1, claim, WORKER, at.plusSeconds(1)));
            write(
                    log,
                    Topics.SESSIONS,
                    session.value(),
                    new SessionRecord.Segment(
                            session, org, 1, claim, at.plusSeconds(2), List.of(), effects(), null));
            if (ends) {
                write(
                        log,
                        Topics.SCHEDULING,
                        org.value(),
                        new SchedulingEvent.Closed(
                                org, session, Outcome.SUCCESS, null, List.of(), at.plusSeconds(3)));
            }
        }
    }

    private List<Effect> effects() {
        List<Effect> effects = new ArrayList<>();
        effects.add(new Effect.Verified(tests()));
        if (ends) {
            effects.add(new Effect.Ended(Outcome.SUCCESS, null, null));
        }
        return effects;
    }

    private Verification tests() {
        return new Verification(
                Gate.UNIT_TESTS,
                true,
                new Change("https://git.test/a.git", "refs/heads/a", commit(), commit(), "base"),
                "make test",
                0,
                output,
                "12 tests passed",
                WORKER.value(),
                at.plusSeconds(2),
                1_500L);
    }

    private SchedulingEvent queued() {
        return new SchedulingEvent.Queued(
                org,
                new SessionSpec(
                        session,
                        org,
                        parent,
                        parent == null ? session : parent,
                        new TriggerEventId("te_" + session),
                        trigger(),
                        null,
                        "wr.quick-task",
                        "Mend the greeting of " + session,
                        ContractsJson.mapper().createObjectNode(),
                        List.of(),
                        at),
                List.of(),
                at);
    }

    private ConfigValue.Trigger trigger() {
        return ContractsJson.read(
                ("{\"kind\":\"trigger\",\"org\":\"%s\",\"trigger\":\"%s\",\"provider\":\"generic\","
                                + "\"enabled\":true,\"workflowId\":\"wr.quick-task\"}")
                        .formatted(org, new TriggerId("issues"))
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                ConfigValue.Trigger.class);
    }

    private <T extends Kinded> void write(EventPublisher log, Topic topic, String key, T data)
            throws Exception {
        log.publish(
                        topic,
                        key,
                        EventCodec.envelope(
                                "evt_" + session + "_" + data.kind() + data.hashCode(),
                                "/test",
                                org + "/" + session,
                                at,
                                null,
                                data))
                .get();
    }
}
