package dev.workrail.platform.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.platform.trigger.mapping.ConditionCheck;
import dev.workrail.platform.trigger.mapping.ContextMapping;
import dev.workrail.platform.trigger.mapping.DispatchFilter;
import dev.workrail.platform.trigger.mapping.GoalTemplate;
import dev.workrail.platform.trigger.provider.Occurrence;
import dev.workrail.platform.trigger.provider.Provider;
import dev.workrail.platform.trigger.request.RequestHeaders;
import java.util.List;
import java.util.Optional;

/// What a trigger makes of a webhook whose signature holds: what happened, whether it is work, and
/// the goal and context it would have.
///
/// The one reading there is: what takes webhooks acts on it, what tests a trigger shows it.
/// Immutable.
///
/// @param checks everything that must hold for the event to become work, in the order it is asked
public record TriggerReading(
        ConfigValue.Trigger trigger,
        Occurrence seen,
        List<ConditionCheck> checks,
        JsonNode payload) {
    public TriggerReading {
        checks = List.copyOf(checks);
    }

    /// Empty for a trigger whose provider sends no webhooks.
    public static Optional<TriggerReading> of(
            ConfigValue.Trigger trigger, RequestHeaders headers, JsonNode payload) {
        return Provider.of(trigger.provider())
                .map(provider -> {
                    Occurrence seen = provider.read(headers, payload);
                    return new TriggerReading(
                            trigger,
                            seen,
                            DispatchFilter.checks(
                                    trigger, seen.eventType(), seen.action(), payload),
                            payload);
                });
    }

    /// Why the event does not become work; empty where it does.
    public Optional<String> refusal() {
        return refusal(checks);
    }

    /// What does not hold first; empty where all hold.
    public Optional<ConditionCheck> failed() {
        return failed(checks);
    }

    private static Optional<ConditionCheck> failed(List<ConditionCheck> checks) {
        return checks.stream().filter(check -> !check.holds()).findFirst();
    }

    /// What the first check that does not hold says; empty where all hold.
    public static Optional<String> refusal(List<ConditionCheck> checks) {
        return failed(checks).map(ConditionCheck::otherwise);
    }

    /// Never blank.
    public String goal() {
        return GoalTemplate.goal(trigger, payload);
    }

    public ObjectNode context() {
        return ContextMapping.context(trigger.contextMapping(), payload);
    }
}
