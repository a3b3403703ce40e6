package dev.workrail.ingest.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.DispatchCondition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides whether a verified event becomes work. What does not match is skipped, not refused: the
/// sender did nothing wrong.
public final class DispatchFilter {
    private DispatchFilter() {}

    /// Why the event does not become work; empty where it does.
    public static Optional<String> refusal(
            ConfigValue.Trigger trigger,
            String eventType,
            @Nullable String action,
            JsonNode payload) {
        if (!trigger.enabled()) {
            return Optional.of("the trigger is disabled");
        }
        String full = action == null ? eventType : eventType + "." + action;
        if (!trigger.events().isEmpty()
                && !trigger.events().contains(eventType)
                && !trigger.events().contains(full)) {
            return Optional.of("event '%s' is not among the trigger's events".formatted(full));
        }
        return trigger.dispatchConditions().stream()
                .filter(condition -> !holds(condition, payload))
                .findFirst()
                .map(condition ->
                        "dispatchCondition on %s does not hold".formatted(condition.payloadPath()));
    }

    /// Strictly a text that is equal; a number or boolean that looks the same is not.
    private static boolean holds(DispatchCondition condition, JsonNode payload) {
        return PayloadPath.parse(condition.payloadPath())
                .in(payload)
                .filter(JsonNode::isTextual)
                .filter(value -> value.textValue().equals(condition.equals()))
                .isPresent();
    }
}
