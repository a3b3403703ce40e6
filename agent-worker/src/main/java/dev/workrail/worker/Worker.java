package dev.workrail.worker;

import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.config.SecretPurpose;
import dev.workrail.contracts.schedule.Dispatch;
import dev.workrail.contracts.schedule.LeaseEvent;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.topic.Topic;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.blob.BlobStore;
import dev.workrail.platform.config.ConfigCache;
import dev.workrail.platform.kafka.DeadLetters;
import dev.workrail.platform.kafka.EventPublisher;
import dev.workrail.platform.kafka.KafkaClients;
import dev.workrail.platform.kafka.Loop;
import dev.workrail.platform.kafka.RecordHandler;
import dev.workrail.platform.kafka.ShareLoop;
import dev.workrail.platform.kafka.TailLoop;
import dev.workrail.platform.kafka.TailStart;
import dev.workrail.platform.secret.SecretKeys;
import dev.workrail.platform.secret.SecretOpener;
import dev.workrail.worker.agent.Transcripts;
import dev.workrail.worker.lease.Heartbeats;
import dev.workrail.worker.lease.Leases;
import dev.workrail.worker.process.ProcessRunner;
import dev.workrail.worker.sandbox.SandboxUser;
import dev.workrail.worker.session.CommandInbox;
import dev.workrail.worker.session.ConfiguredSources;
import dev.workrail.worker.session.DispatchIntake;
import dev.workrail.worker.session.Machine;
import dev.workrail.worker.session.Models;
import dev.workrail.worker.session.SessionHost;
import dev.workrail.worker.session.Slots;
import dev.workrail.worker.session.WorkerMetrics;
import dev.workrail.worker.session.WorkerSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A worker at work: readers of dispatches, leases and commands, and the sessions they feed.
final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final String NAME = "worker";
    private static final Duration READY = Duration.ofSeconds(30);

    private final WorkerConfig config;
    private final WorkerSettings settings;
    private final ProcessRunner processes = new ProcessRunner();
    private final Leases leases = new Leases();
    private final CommandInbox inbox;
    private final Slots slots;
    private final EventPublisher publisher;
    private final WorkerLog log;
    private final Heartbeats heartbeats;
    private final ConfigCache cache;
    private final Housekeeping housekeeping;
    private final List<Loop> loops;

    private Worker(
            KafkaClients kafka,
            BlobStore blobs,
            WorkerConfig config,
            MeterRegistry meters,
            Clock clock,
            RandomGenerator random)
            throws Exception {
        this.config = config;
        this.settings = WorkerMachine.settings(config, clock, random);
        this.inbox = new CommandInbox(clock);
        this.slots =
                new Slots(
                        settings.slots(),
                        slot ->
                                SandboxUser.ofSlot(
                                        settings.root(), settings.firstSandboxUser(), slot));
        WorkerMetrics metrics = new WorkerMetrics(meters);
        metrics.watch(slots, leases, clock);
        Machine machine = WorkerMachine.open(config, settings, processes, metrics);
        this.housekeeping = WorkerMachine.housekeeping(config, settings, machine, leases, clock);
        // A record that is tried longer than the lease lives would arrive under another's epoch.
        this.publisher = kafka.publisher(NAME, settings.window());
        DeadLetters letters = kafka.deadLetters(publisher, NAME);
        this.log = new WorkerLog(publisher, settings, clock, random);
        this.heartbeats =
                new Heartbeats(leases, running -> log.beat(running, slots.closed()), clock);
        this.cache = ConfigCache.open(kafka, NAME, letters);
        TailLoop<LeaseEvent> grants =
                tail(
                        kafka,
                        Topics.LEASES,
                        letters,
                        record -> leases.answered(record.data(), this::stray));
        TailLoop<Command> commands =
                tail(kafka, Topics.COMMANDS, letters, record -> inbox.received(record.data()));
        requireCurrent(grants.awaitCurrent(READY));
        requireCurrent(commands.awaitCurrent(READY));
        requireCurrent(cache.awaitCurrent(READY));
        SessionHost host =
                new SessionHost(
                        sources(blobs),
                        machine,
                        settings,
                        new SessionHost.Hosting(log::append, leases, inbox),
                        clock,
                        random);
        this.loops = List.of(grants, commands, intake(kafka, letters, host));
    }

    /// Reads what is written from now on: claims are made later still.
    private static <T> TailLoop<T> tail(
            KafkaClients kafka, Topic topic, DeadLetters letters, RecordHandler<T> handler) {
        return kafka.tail(
                NAME + "-" + topic.name(), List.of(topic), letters, new TailStart.End(), handler);
    }

    private ConfiguredSources sources(BlobStore blobs) {
        return new ConfiguredSources(
                cache,
                blobs,
                config.secretKeys()
                        .map(keys -> new SecretOpener(new SecretKeys(keys), SecretPurpose.GIT)),
                new Models(new Transcripts(config.transcripts()), config.model()));
    }

    static Worker start(
            KafkaClients kafka,
            BlobStore blobs,
            WorkerConfig config,
            MeterRegistry meters,
            Clock clock,
            RandomGenerator random)
            throws Exception {
        Worker worker = new Worker(kafka, blobs, config, meters, clock, random);
        worker.heartbeats.start(worker.settings.window());
        worker.housekeeping.start(config.sweepInterval());
        LOG.atInfo()
                .addKeyValue("worker", worker.settings.worker())
                .addKeyValue("slots", worker.settings.slots())
                .log("worker takes dispatches");
        return worker;
    }

    private Loop intake(KafkaClients kafka, DeadLetters letters, SessionHost host)
            throws InterruptedException {
        String group = "workrail-pool-" + settings.pool();
        kafka.topics().ensureShareGroup(group);
        ShareLoop<Dispatch> dispatches =
                kafka.share(
                        group,
                        Topics.dispatches(settings.pool()),
                        letters,
                        1,
                        slots::hasFree,
                        new DispatchIntake(slots, host));
        slots.onFreed(dispatches::roomChanged);
        return dispatches;
    }

    /// A grant to a claim that was given up: the dispatcher must not wait for its heartbeats.
    private void stray(LeaseEvent.Granted granted) {
        if (granted.worker().equals(settings.worker())) {
            log.append(
                    new SessionRecord.Released(
                            granted.session(),
                            granted.org(),
                            granted.epoch(),
                            granted.claim(),
                            granted.at(),
                            "stopped",
                            null));
        }
    }

    private static void requireCurrent(boolean current) {
        if (!current) {
            throw new IllegalStateException(
                    "the broker did not answer within %d s".formatted(READY.toSeconds()));
        }
    }

    boolean healthy() {
        return cache.healthy() && loops.stream().allMatch(Loop::healthy);
    }

    /// Drains: takes nothing more, lets sessions hand themselves back, then ends what is left.
    @Override
    public void close() {
        slots.close();
        heartbeats.beatNow();
        try {
            new Drain(slots, leases).run(config.drainTimeout());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        loops.forEach(Loop::close);
        heartbeats.close();
        housekeeping.close();
        cache.close();
        publisher.close();
        processes.close();
    }
}
