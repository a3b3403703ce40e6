package dev.workrail.contracts.trigger;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerEventId;
import dev.workrail.contracts.json.Kinded;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `wr.triggers` carries. One record is one accepted occurrence; it is never lost once
/// written.
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        include = JsonTypeInfo.As.EXISTING_PROPERTY,
        property = "kind",
        visible = true,
        defaultImpl = TriggerEvent.Opaque.class)
public sealed interface TriggerEvent extends Kinded {

    /// An occurrence that was verified, mapped and acknowledged.
    ///
    /// @param config the trigger as it was then; the session keeps it for life
    /// @param eventType provider's type, such as `issues`
    /// @param action provider's action, such as `opened`
    /// @param deliveryId provider's own id of this delivery, or the Idempotency-Key
    /// @param source absent where the payload names no piece of work; then only the delivery id
    ///   dedupes
    /// @param replayOf set on a replay, which skips dedupe
    @JsonTypeName("trigger_accepted")
    record Accepted(
            TriggerEventId id,
            OrgId org,
            ConfigValue.Trigger config,
            long configVersion,
            String eventType,
            @Nullable String action,
            @Nullable String deliveryId,
            @Nullable SourceIdentity source,
            @Nullable TriggerEventId replayOf,
            @Nullable SessionId parent,
            Instant receivedAt,
            String goal,
            JsonNode context,
            List<String> referenceUrls)
            implements TriggerEvent {
        public Accepted {
            referenceUrls = referenceUrls == null ? List.of() : List.copyOf(referenceUrls);
        }

        /// The same occurrence once more: it says what it replays, and so skips dedupe.
        public Accepted again(TriggerEventId replay, Instant at) {
            return new Accepted(
                    replay,
                    org,
                    config,
                    configVersion,
                    eventType,
                    action,
                    deliveryId,
                    source,
                    id,
                    parent,
                    at,
                    goal,
                    context,
                    referenceUrls);
        }

        /// The session this occurrence becomes, unless it is a duplicate.
        public SessionId session() {
            return new SessionId(Ids.derive("sess", org.value(), id.value()));
        }
    }

    /// A kind this version does not know, kept as it came.
    record Opaque(String kind, @JsonAnyGetter @JsonAnySetter Map<String, JsonNode> fields)
            implements TriggerEvent {}
}
