package dev.workrail.ingest.refusal;

import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.TriggerEventId;
import dev.workrail.contracts.trigger.RefusedWebhook;
import dev.workrail.platform.problem.Problem;
import dev.workrail.platform.trigger.TriggerReading;
import dev.workrail.platform.trigger.mapping.ConditionCheck;
import dev.workrail.platform.trigger.provider.Occurrence;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/// Webhooks that became no event, until they are written. Keeps as many of each trigger as
/// [Allowance] says and counts the others, so that neither memory nor log grows with a flood. What
/// strangers send has an allowance of its own: it cannot hide what an org's own systems send.
/// Thread-safe; never blocks on anything.
public final class Refusals {
    private final Map<String, Allowance> allowances = new ConcurrentHashMap<>();
    private final Clock clock;
    private final RandomGenerator random;

    public Refusals(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /// A webhook whose signature holds is no work for its trigger.
    public void skipped(TriggerReading reading, ConditionCheck failed, Instant at) {
        ConfigValue.Trigger trigger = reading.trigger();
        Occurrence seen = reading.seen();
        note(
                trigger,
                "signed",
                new RefusedWebhook.Skipped(
                        id(at),
                        trigger.org(),
                        trigger.trigger(),
                        trigger.provider(),
                        seen.eventType(),
                        seen.action(),
                        seen.deliveryId(),
                        code(failed),
                        failed.pointer(),
                        failed.expected(),
                        failed.actual(),
                        failed.otherwise(),
                        at,
                        0));
    }

    /// A webhook was answered with a problem.
    ///
    /// @param signed whether its signature was checked before, and holds
    public void rejected(ConfigValue.Trigger trigger, Problem problem, boolean signed, Instant at) {
        note(
                trigger,
                signed ? "signed" : "stranger",
                new RefusedWebhook.Rejected(
                        id(at),
                        trigger.org(),
                        trigger.trigger(),
                        trigger.provider(),
                        problem.code(),
                        problem.status(),
                        problem.detail(),
                        at,
                        0));
    }

    /// Takes what is to be written now.
    public List<RefusedWebhook> drain() {
        Instant now = clock.instant();
        List<RefusedWebhook> all = new ArrayList<>();
        allowances.values().forEach(allowance -> allowance.drainTo(all, now));
        return all;
    }

    private void note(ConfigValue.Trigger trigger, String sender, RefusedWebhook refused) {
        String key = trigger.org() + "/" + trigger.trigger() + "/" + sender;
        allowances
                .computeIfAbsent(key, _ -> new Allowance(clock.instant()))
                .add(refused, clock.instant());
    }

    private TriggerEventId id(Instant at) {
        return new TriggerEventId(Ids.mint("te", at, random));
    }

    private static String code(ConditionCheck failed) {
        return switch (failed.pointer()) {
            case "/enabled" -> "disabled";
            case "/events" -> "event";
            default -> "condition";
        };
    }
}
