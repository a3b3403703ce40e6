package dev.workrail.worker.session;

import dev.workrail.contracts.id.ClaimId;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.schedule.Dispatch;
import dev.workrail.contracts.schedule.LeaseEvent;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.worker.git.DirectoryRemoval;
import dev.workrail.worker.lease.Lease;
import dev.workrail.worker.lease.LeaseTerm;
import dev.workrail.worker.lease.Leases;
import dev.workrail.worker.lease.Stop;
import dev.workrail.worker.lease.StoppedException;
import dev.workrail.worker.sandbox.SandboxUser;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs one dispatch from claim to end: appends the claim, waits for the grant, runs the session,
/// and gives the lease up. Nothing with an effect outside happens before the grant. Thread-safe.
public final class SessionHost {
    private static final Logger LOG = LoggerFactory.getLogger(SessionHost.class);

    private final SessionSources sources;
    private final Machine machine;
    private final WorkerSettings settings;
    private final SessionLog log;
    private final Leases leases;
    private final CommandInbox inbox;
    private final Clock clock;
    private final RandomGenerator random;

    /// What hosting needs of the log: where leases and commands arrive.
    public record Hosting(SessionLog log, Leases leases, CommandInbox inbox) {}

    public SessionHost(
            SessionSources sources,
            Machine machine,
            WorkerSettings settings,
            Hosting hosting,
            Clock clock,
            RandomGenerator random) {
        this.sources = sources;
        this.machine = machine;
        this.settings = settings;
        this.log = hosting.log();
        this.leases = hosting.leases();
        this.inbox = hosting.inbox();
        this.clock = clock;
        this.random = random;
    }

    /// Returns when the session has ended, was handed back, or must not be run here.
    ///
    /// @param draining true once sessions are handed back at their next safe point
    public void host(Dispatch dispatch, SandboxUser user, BooleanSupplier draining) {
        Instant now = clock.instant();
        Lease.Key key =
                new Lease.Key(
                        dispatch.session(),
                        dispatch.org(),
                        dispatch.epoch(),
                        new ClaimId(Ids.mint("claim", now, random)));
        Lease lease = new Lease(key, LeaseTerm.begin(now, settings.window()), clock);
        lease.heldBy(Thread.currentThread());
        leases.add(lease);
        CommandInbox.Box box = inbox.open(key.claim(), dispatch.spec());
        try {
            LeaseEvent.Granted grant = claim(lease, now);
            LOG.debug("session runs here under epoch {}", key.epoch());
            run(
                    new Assignment(
                            dispatch.spec(),
                            lease,
                            grant.resume(),
                            grant.commands(),
                            box,
                            draining,
                            user));
        } catch (StoppedException e) {
            stopped(lease, e.stop(), box);
        } catch (InterruptedException e) {
            stopped(lease, lease.stopped().orElse(new Stop.ShutDown()), box);
        } finally {
            leases.remove(lease);
            inbox.close(key.claim());
        }
    }

    private LeaseEvent.Granted claim(Lease lease, Instant now) throws InterruptedException {
        Lease.Key key = lease.key();
        try {
            log.append(
                            new SessionRecord.Claimed(
                                    key.session(),
                                    key.org(),
                                    key.epoch(),
                                    key.claim(),
                                    settings.worker(),
                                    now))
                    .get();
            return lease.grant().get(settings.window().toMillis() * 2, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoppedException stopped) {
                throw stopped;
            }
            lease.stop(new Stop.Unconfirmed("claim: " + e.getMessage()));
        } catch (TimeoutException e) {
            lease.stop(new Stop.Lapsed("no grant in time"));
        }
        lease.check();
        throw new IllegalStateException("the lease was just stopped");
    }

    private void run(Assignment assignment) throws InterruptedException {
        long next = assignment.resume() == null ? 0 : assignment.resume().nextEventIndex();
        SessionWriter writer = new SessionWriter(assignment.lease(), log::append, clock, next);
        try {
            new LeasedSession(assignment, sources, machine, settings, writer, clock).run();
        } catch (StoppedException e) {
            throw e;
        } catch (RuntimeException e) {
            // Not the session's fault but this worker's or its surroundings': another may do
            // better.
            LOG.atWarn()
                    .addKeyValue("session", assignment.spec().session())
                    .addKeyValue("org", assignment.spec().org())
                    .addKeyValue("error", String.valueOf(e.getMessage()))
                    .setCause(e)
                    .log("session handed back after a fault");
            assignment.lease().check();
            machine.metrics().left(assignment.spec().org(), "failed");
            writer.release("failed", fault(e));
            writer.awaitAcks();
        }
    }

    /// What the person who must look will read.
    private static String fault(RuntimeException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private void stopped(Lease lease, Stop reason, CommandInbox.Box box) {
        // The interruption has done its work: this thread goes on to free the slot.
        Thread.interrupted();
        LOG.atWarn()
                .addKeyValue("session", lease.key().session())
                .addKeyValue("org", lease.key().org())
                .addKeyValue("epoch", lease.key().epoch())
                .addKeyValue("error", reason)
                .log("session stopped before its end");
        machine.metrics().stopped(lease.key().org(), reason);
        boolean keep = reason instanceof Stop.Revoked && box.keepWorktree();
        try {
            if (!keep) {
                DirectoryRemoval.remove(settings.directory(lease.key()));
            }
        } finally {
            giveBack(lease, reason);
        }
    }

    /// Tells the dispatcher that nothing runs any more, where this worker surely still is the
    /// holder.
    private void giveBack(Lease lease, Stop reason) {
        switch (reason) {
            case Stop.Revoked _ -> release(lease.key(), "stopped");
            case Stop.ShutDown _ -> release(lease.key(), "drained");
            case Stop.Lapsed _, Stop.Unconfirmed _ -> {}
        }
    }

    private void release(Lease.Key key, String reason) {
        log.append(
                new SessionRecord.Released(
                        key.session(),
                        key.org(),
                        key.epoch(),
                        key.claim(),
                        clock.instant(),
                        reason,
                        null));
    }
}
