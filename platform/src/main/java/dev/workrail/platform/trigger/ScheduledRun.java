package dev.workrail.platform.trigger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.config.ConfigValue;
import java.time.Instant;
import java.util.Objects;

/// What a scheduled trigger starts when it is due.
///
/// @param due the time its schedule names, which may be a moment before it is acted on
public record ScheduledRun(ConfigValue.Trigger trigger, Instant due) {
    /// The trigger's own goal, else one that says what runs and when.
    public String goal() {
        return Objects.requireNonNullElse(
                trigger.goal(), "Scheduled run of " + trigger.workflowId() + " at " + due);
    }

    public ObjectNode context() {
        return JsonNodeFactory.instance.objectNode().put("scheduledAt", due.toString());
    }
}
