package dev.workrail.contracts.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerEventId;
import dev.workrail.contracts.trigger.SourceIdentity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a session is to do, fixed when its trigger event is accepted.
///
/// @param root the session people see; itself for a root
/// @param trigger the trigger as it was then
public record SessionSpec(
        SessionId session,
        OrgId org,
        @Nullable SessionId parent,
        SessionId root,
        TriggerEventId triggerEvent,
        ConfigValue.Trigger trigger,
        @Nullable SourceIdentity source,
        String workflowId,
        String goal,
        JsonNode context,
        List<String> referenceUrls,
        Instant acceptedAt) {
    public SessionSpec {
        referenceUrls = referenceUrls == null ? List.of() : List.copyOf(referenceUrls);
    }
}
