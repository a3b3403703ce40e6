package dev.workrail.bench.history;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.ClaimId;
import dev.workrail.contracts.id.PoolId;
import dev.workrail.contracts.id.WorkerId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.contracts.session.Checkpoint;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Handoff;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.contracts.session.SessionEvent.NodeOutputAppended;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.session.Usage;
import dev.workrail.contracts.trigger.SourceIdentity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// The records one session left on both logs, told in their order. For one use; not thread-safe.
final class PastSession {
    private static final PoolId POOL = new PoolId("default");
    private static final WorkerId WORKER = new WorkerId("wkr_past");
    private static final String MODEL = "anthropic/claude-sonnet-4-6";
    private static final String HASH = "sha256:" + "5e".repeat(32);
    private static final Map<String, ConfigValue.Trigger> TRIGGERS = new ConcurrentHashMap<>();

    private final Traits traits;
    private final int steps;
    private final Consumer<SchedulingEvent> decisions;
    private final Consumer<SessionRecord> log;
    private final long epoch;
    private final ClaimId claim;
    private Instant now;
    private long nextEvent = 0;

    /// @param steps completed; with 0 the session is claimed and ended at once
    PastSession(
            Traits traits,
            int steps,
            Consumer<SchedulingEvent> decisions,
            Consumer<SessionRecord> log) {
        this.traits = traits;
        this.steps = steps;
        this.decisions = decisions;
        this.log = log;
        this.now = traits.accepted();
        this.epoch = now.toEpochMilli();
        this.claim = new ClaimId("clm_" + traits.number());
    }

    /// Rows of `session_event` a session of so many steps leaves: claim, events, and its end.
    static int events(Traits traits, int steps) {
        return 1 + first().size() + steps * step(1).size() + (traits.outcome() == null ? 0 : 1);
    }

    void tell() {
        decisions.accept(new SchedulingEvent.Queued(traits.org(), spec(), List.of(), now));
        decisions.accept(
                new SchedulingEvent.Dispatched(
                        traits.org(), traits.session(), epoch, 1, POOL, tick()));
        log.accept(
                new SessionRecord.Claimed(
                        traits.session(), traits.org(), epoch, claim, WORKER, tick()));
        if (steps == 0) {
            segment(0, first(), ending());
        } else {
            segment(0, first(), List.of());
            for (int step = 1; step <= steps; step++) {
                segment(step, step(step), step == steps ? ending() : List.of());
            }
        }
        if (traits.outcome() != null) {
            decisions.accept(
                    new SchedulingEvent.Closed(
                            traits.org(),
                            traits.session(),
                            traits.outcome(),
                            null,
                            List.of(),
                            tick()));
        }
    }

    private static List<SessionEvent> first() {
        return List.of(
                new SessionEvent.SessionCreated(null),
                new SessionEvent.RunStarted("wr.past", HASH, "org", "past", null, "autonomous"));
    }

    private static List<SessionEvent> step(int step) {
        return List.of(
                new SessionEvent.LlmTurnStarted(step, MODEL, 2 * step),
                new SessionEvent.ToolCallStarted("call_" + step, "Bash", "mvn -q test -pl parser"),
                new SessionEvent.ToolCallCompleted(
                        "call_" + step, "Bash", 1_400, "12 tests passed"),
                new NodeOutputAppended(
                        "out_" + step,
                        null,
                        "recap",
                        new NodeOutputAppended.Payload(
                                "notes",
                                "Step " + step + " is complete; the parser accepts both forms.",
                                null,
                                null,
                                null,
                                null)));
    }

    private List<Effect> ending() {
        Outcome outcome = traits.outcome();
        return outcome == null
                ? List.of()
                : List.of(
                        new Effect.Ended(
                                outcome,
                                outcome == Outcome.SUCCESS ? null : "It went no further.",
                                new Handoff(
                                        "All steps are complete.", null, List.of(), List.of())));
    }

    private void segment(int step, List<SessionEvent> events, List<Effect> effects) {
        Instant at = tick();
        List<LoggedEvent> logged = new ArrayList<>(events.size());
        for (SessionEvent event : events) {
            long index = nextEvent++;
            logged.add(
                    new LoggedEvent(
                            "evt_" + traits.number() + "_" + index,
                            index,
                            event.kind() + ":" + index,
                            "run_" + traits.number(),
                            step == 0 ? null : "node_" + step,
                            at,
                            event));
        }
        log.accept(
                new SessionRecord.Segment(
                        traits.session(),
                        traits.org(),
                        epoch,
                        claim,
                        at,
                        logged,
                        effects,
                        checkpoint(step)));
    }

    private Checkpoint checkpoint(int step) {
        long spent = steps == 0 ? traits.costMicros() : traits.costMicros() * step / steps;
        return new Checkpoint(
                nextEvent,
                step,
                "step-" + step,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                new Usage(spent / 3, spent / 15, spent));
    }

    private SessionSpec spec() {
        return new SessionSpec(
                traits.session(),
                traits.org(),
                traits.parent(),
                traits.root(),
                traits.triggerEvent(),
                trigger(),
                new SourceIdentity("github", "issue", "acme/app#" + traits.number(), "opened"),
                traits.workflow(),
                traits.goal(),
                JsonNodeFactory.instance.objectNode().put("itemNumber", traits.number()),
                List.of(),
                traits.accepted());
    }

    private ConfigValue.Trigger trigger() {
        String key = traits.org() + "/" + traits.trigger();
        return Objects.requireNonNull(
                TRIGGERS.computeIfAbsent(
                        key,
                        _ ->
                                ContractsJson.read(
                                        """
                                        {"kind": "trigger", "org": "%s", "trigger": "%s", "provider": "github",
                                         "enabled": true, "workflowId": "%s", "workspace": "%s"}\
                                        """
                                                .formatted(
                                                        traits.org(),
                                                        traits.trigger(),
                                                        traits.workflow(),
                                                        traits.workspace())
                                                .getBytes(StandardCharsets.UTF_8),
                                        ConfigValue.Trigger.class)));
    }

    private Instant tick() {
        now = now.plusSeconds(1);
        return now;
    }
}
