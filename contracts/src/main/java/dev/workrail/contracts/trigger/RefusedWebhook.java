package dev.workrail.contracts.trigger;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.TriggerEventId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.contracts.json.Kinded;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `wr.refused-webhooks` carries: webhooks for known triggers that became no event, for those
/// who ask why. Only so many of each trigger are written; each says how many more there were.
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        include = JsonTypeInfo.As.EXISTING_PROPERTY,
        property = "kind",
        visible = true,
        defaultImpl = RefusedWebhook.Opaque.class)
public sealed interface RefusedWebhook extends Kinded {

    /// Signed as it must be, and no work for its trigger. Holds nothing of the payload but what a
    /// condition of the trigger looked at.
    ///
    /// @param code disabled, event or condition: what did not hold
    /// @param pointer where the trigger says so, such as `/dispatchConditions/0`
    /// @param expected what it asks for
    /// @param found what the webhook had there, cut to 200 characters
    /// @param reason as the sender was told
    /// @param more others that were skipped and are not written, since the one before
    @JsonTypeName("webhook_skipped")
    record Skipped(
            TriggerEventId id,
            OrgId org,
            TriggerId trigger,
            String provider,
            String eventType,
            @Nullable String action,
            @Nullable String deliveryId,
            String code,
            String pointer,
            String expected,
            @Nullable String found,
            String reason,
            Instant receivedAt,
            long more)
            implements RefusedWebhook {
        public Skipped withMore(long others) {
            return new Skipped(
                    id,
                    org,
                    trigger,
                    provider,
                    eventType,
                    action,
                    deliveryId,
                    code,
                    pointer,
                    expected,
                    found,
                    reason,
                    receivedAt,
                    others);
        }
    }

    /// Answered with a problem. Whoever sent it may be a stranger: it holds our own words alone.
    ///
    /// @param code of the problem, such as `unauthorized`, `rate_limited` or `queue_full`
    /// @param reason as the sender was told
    /// @param more others that were rejected and are not written, since the one before
    @JsonTypeName("webhook_rejected")
    record Rejected(
            TriggerEventId id,
            OrgId org,
            TriggerId trigger,
            String provider,
            String code,
            int status,
            String reason,
            Instant receivedAt,
            long more)
            implements RefusedWebhook {
        public Rejected withMore(long others) {
            return new Rejected(
                    id, org, trigger, provider, code, status, reason, receivedAt, others);
        }
    }

    /// A kind this version does not know, kept as it came.
    record Opaque(String kind, @JsonAnyGetter @JsonAnySetter Map<String, JsonNode> fields)
            implements RefusedWebhook {}
}
