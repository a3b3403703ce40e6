package dev.workrail.contracts.topic;

import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.config.ConfigRecord;
import dev.workrail.contracts.delivery.DeliveryEvent;
import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.id.PoolId;
import dev.workrail.contracts.schedule.Dispatch;
import dev.workrail.contracts.schedule.LeaseEvent;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.topic.Topic.Spread;
import dev.workrail.contracts.trigger.RefusedWebhook;
import dev.workrail.contracts.trigger.TriggerEvent;
import dev.workrail.contracts.view.DeadLetter;
import dev.workrail.contracts.view.ProofRecord;
import dev.workrail.contracts.view.SessionView;
import java.time.Duration;
import java.util.List;

/// Every topic of WorkRail Auto. Topics are created from here and nowhere else named.
public final class Topics {
    /// How long the log of a session is kept before only its archive remains.
    public static final Duration LOG_RETENTION = Duration.ofDays(35);

    /// Largest record of `wr.dead-letters`: it holds another topic's largest, 1 MB, as base64.
    public static final int MAX_LETTER_BYTES = 2 * 1024 * 1024;

    private static final Duration WEEK = Duration.ofDays(7);

    public static final Topic TRIGGERS =
            new Topic(
                    "wr.triggers",
                    "domain",
                    Spread.SINGLE,
                    LOG_RETENTION,
                    TriggerEvent.class,
                    "Accepted trigger events");
    public static final Topic REFUSED_WEBHOOKS =
            new Topic(
                    "wr.refused-webhooks",
                    "org",
                    Spread.SINGLE,
                    WEEK,
                    RefusedWebhook.class,
                    "Webhooks that became no event, and why; so many of each trigger and no more");
    public static final Topic CONFIG =
            new Topic(
                    "wr.config",
                    "org/kind/id",
                    Spread.SINGLE,
                    null,
                    ConfigRecord.class,
                    "Configuration that roles other than console need");
    public static final Topic SESSIONS =
            new Topic(
                    "wr.sessions",
                    "session",
                    Spread.WIDE,
                    LOG_RETENTION,
                    SessionRecord.class,
                    "The append-only log of every session");
    public static final Topic LEASES =
            new Topic(
                    "wr.leases",
                    "session",
                    Spread.SINGLE,
                    WEEK,
                    LeaseEvent.class,
                    "Answers to claims");
    public static final Topic SCHEDULING =
            new Topic(
                    "wr.scheduling",
                    "org",
                    Spread.SINGLE,
                    LOG_RETENTION,
                    SchedulingEvent.class,
                    "Scheduling decisions with reason and binding limit");
    public static final Topic COMMANDS =
            new Topic(
                    "wr.commands",
                    "session",
                    Spread.WIDE,
                    LOG_RETENTION,
                    Command.class,
                    "What people and programs ask of sessions");
    public static final Topic HEARTBEATS =
            new Topic(
                    "wr.heartbeats",
                    "domain",
                    Spread.SINGLE,
                    Duration.ofHours(6),
                    FleetEvent.class,
                    "Worker heartbeats and clock ticks");
    public static final Topic SESSION_VIEWS =
            new Topic(
                    "wr.views.sessions",
                    "session",
                    Spread.WIDE,
                    null,
                    SessionView.class,
                    "Session views, folded");
    public static final Topic PROOF_VIEWS =
            new Topic(
                    "wr.views.proofs",
                    "org/commit",
                    Spread.WIDE,
                    null,
                    ProofRecord.class,
                    "Proof records, folded");
    public static final Topic DEAD_LETTERS =
            new Topic(
                    "wr.dead-letters",
                    "original key",
                    Spread.SINGLE,
                    LOG_RETENTION,
                    DeadLetter.class,
                    "Records that could not be processed, whole, with their cause");

    public static final Topic DELIVERIES =
            new Topic(
                    "wr.deliveries",
                    "target",
                    Spread.SINGLE,
                    WEEK,
                    DeliveryEvent.class,
                    "Delivery attempts that are due, and deliveries that ended; read through the"
                            + " delivery role's share group");
    public static final Topic DELIVERY_RESULTS =
            new Topic(
                    "wr.delivery-results",
                    "target",
                    Spread.SINGLE,
                    WEEK,
                    DeliveryEvent.class,
                    "What became of delivery attempts");

    public static final Topic DEPLOYMENT =
            new Topic(
                    "wr.deployment",
                    "topic",
                    Spread.SINGLE,
                    null,
                    PartitionCount.class,
                    "The partition count each topic was made with");

    private static final String DISPATCHES_PREFIX = "wr.dispatches.";

    /// The topics every deployment has; dispatch topics come with their pools.
    public static final List<Topic> ALL =
            List.of(
                    TRIGGERS,
                    REFUSED_WEBHOOKS,
                    CONFIG,
                    SESSIONS,
                    LEASES,
                    SCHEDULING,
                    COMMANDS,
                    HEARTBEATS,
                    SESSION_VIEWS,
                    PROOF_VIEWS,
                    DEAD_LETTERS,
                    DELIVERIES,
                    DELIVERY_RESULTS,
                    DEPLOYMENT);

    private Topics() {}

    /// The topic of one pool, read through the pool's share group.
    public static Topic dispatches(PoolId pool) {
        return new Topic(
                DISPATCHES_PREFIX + pool,
                "session",
                Spread.WIDE,
                WEEK,
                Dispatch.class,
                "Sessions offered to the pool's workers");
    }
}
