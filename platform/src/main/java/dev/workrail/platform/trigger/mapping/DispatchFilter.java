package dev.workrail.platform.trigger.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.DispatchCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides whether a verified event becomes work. What does not match is skipped, not refused: the
/// sender did nothing wrong.
public final class DispatchFilter {
    private static final int SHOWN = 200;

    private DispatchFilter() {}

    /// Everything the trigger asks of an event, each with its verdict: that the trigger is enabled,
    /// that it takes such events, and each condition on the payload. The event becomes work where
    /// all hold.
    public static List<ConditionCheck> checks(
            ConfigValue.Trigger trigger,
            String eventType,
            @Nullable String action,
            JsonNode payload) {
        List<ConditionCheck> checks = new ArrayList<>();
        checks.add(enabled(trigger));
        if (!trigger.events().isEmpty()) {
            checks.add(event(trigger.events(), eventType, action));
        }
        for (int i = 0; i < trigger.dispatchConditions().size(); i++) {
            checks.add(
                    condition(
                            "/dispatchConditions/" + i,
                            trigger.dispatchConditions().get(i),
                            payload));
        }
        return checks;
    }

    /// All that a trigger without payload asks.
    public static ConditionCheck enabled(ConfigValue.Trigger trigger) {
        return new ConditionCheck(
                "/enabled",
                "true",
                Boolean.toString(trigger.enabled()),
                trigger.enabled(),
                "the trigger is disabled");
    }

    private static ConditionCheck event(
            List<String> accepted, String eventType, @Nullable String action) {
        String full = action == null ? eventType : eventType + "." + action;
        return new ConditionCheck(
                "/events",
                "one of " + String.join(", ", accepted),
                full,
                accepted.contains(eventType) || accepted.contains(full),
                "event '%s' is not among the trigger's events".formatted(full));
    }

    /// Strictly a text that is equal; a number or boolean that looks the same is not.
    private static ConditionCheck condition(
            String pointer, DispatchCondition condition, JsonNode payload) {
        Optional<JsonNode> value = PayloadPath.parse(condition.payloadPath()).in(payload);
        boolean holds =
                value.filter(JsonNode::isTextual)
                        .filter(text -> text.textValue().equals(condition.equals()))
                        .isPresent();
        return new ConditionCheck(
                pointer,
                "the text '%s' at %s".formatted(condition.equals(), condition.payloadPath()),
                value.map(DispatchFilter::shown).orElse(null),
                holds,
                "dispatchCondition on %s does not hold".formatted(condition.payloadPath()));
    }

    /// As JSON, so that a number is told from a text that looks the same.
    private static String shown(JsonNode value) {
        String json = value.toString();
        return json.length() <= SHOWN ? json : json.substring(0, SHOWN) + "…";
    }
}
