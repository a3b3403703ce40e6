package dev.workrail.worker.session;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.worker.lease.Leases;
import dev.workrail.worker.lease.Stop;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/// What an operator sees of a worker: its slots, how its sessions end, where their time goes, how
/// old its leases are, how large checkpoints are, what becomes of pushes. Label values come from
/// closed sets, the org apart. Thread-safe.
public final class WorkerMetrics {
    private static final String ORG = "org";

    private final MeterRegistry meters;

    public WorkerMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    /// Shows slots and leases for as long as the worker lives.
    public void watch(Slots slots, Leases leases, Clock clock) {
        Gauge.builder("workrail.worker.slots.total", slots, Slots::total)
                .description("sessions this worker can hold at once")
                .register(meters);
        Gauge.builder("workrail.worker.slots.used", slots, each -> each.total() - each.free())
                .description("sessions it holds now")
                .register(meters);
        Gauge.builder(
                        "workrail.worker.lease.age",
                        leases,
                        each -> each.oldest(clock.instant()).toMillis() / 1000.0)
                .description("longest time since a heartbeat of a lease was confirmed")
                .baseUnit("seconds")
                .register(meters);
    }

    /// The session is over.
    void ended(OrgId org, Outcome outcome) {
        left(org, outcome.name().toLowerCase(Locale.ROOT));
    }

    /// The session goes on elsewhere, or later.
    ///
    /// @param how parked, handed_back, failed
    void left(OrgId org, String how) {
        meters.counter("workrail.worker.sessions", ORG, org.value(), "end", how).increment();
    }

    void stopped(OrgId org, Stop why) {
        left(
                org,
                switch (why) {
                    case Stop.Revoked _ -> "revoked";
                    case Stop.Lapsed _ -> "lapsed";
                    case Stop.Unconfirmed _ -> "unconfirmed";
                    case Stop.ShutDown _ -> "shut_down";
                });
    }

    /// @param took from the step's begin under this lease, or from its last attempt
    void step(OrgId org, String answer, Duration took) {
        meters.timer("workrail.worker.steps", ORG, org.value(), "answer", answer).record(took);
    }

    /// @param tool one that exists
    void tool(OrgId org, String tool, boolean worked, Duration took) {
        meters.timer(
                        "workrail.worker.tools",
                        ORG,
                        org.value(),
                        "tool",
                        tool,
                        "result",
                        worked ? "answered" : "failed")
                .record(took);
    }

    void model(OrgId org, String result, Duration took) {
        meters.timer("workrail.worker.model.calls", ORG, org.value(), "result", result)
                .record(took);
    }

    /// @param verdict unchanged, passed, secrets, tests_failed
    void gates(OrgId org, String verdict, Duration took) {
        meters.timer("workrail.worker.gates", ORG, org.value(), "verdict", verdict).record(took);
    }

    /// @param result pushed, refused, conflict
    void push(OrgId org, String result) {
        meters.counter("workrail.worker.pushes", ORG, org.value(), "result", result).increment();
    }

    /// @param part engine, worktree
    void checkpoint(String part, int bytes) {
        DistributionSummary.builder("workrail.worker.checkpoint")
                .description("size of what a checkpoint stores")
                .baseUnit("bytes")
                .tag("part", part)
                .register(meters)
                .record(bytes);
    }
}
