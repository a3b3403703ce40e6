package dev.workrail.contracts.delivery;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.id.DeliveryId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.json.Kinded;
import dev.workrail.contracts.session.Fact;
import java.time.Instant;
import java.util.Map;

/// What `wr.deliveries` and `wr.delivery-results` carry, keyed by target: the delivery role's talk
/// with itself. The fact on `wr.sessions` is what others read.
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        include = JsonTypeInfo.As.EXISTING_PROPERTY,
        property = "kind",
        visible = true,
        defaultImpl = DeliveryEvent.Opaque.class)
public sealed interface DeliveryEvent extends Kinded {

    /// Someone is to make this attempt now.
    ///
    /// @param target the key of the target, whose attempts are made one at a time
    /// @param attempt 1 for the first
    /// @param expiresAt no one may begin or go on with it after this: it counts as lost then
    @JsonTypeName("delivery_attempt_due")
    record AttemptDue(DeliveryRequest request, String target, int attempt, Instant expiresAt)
            implements DeliveryEvent {}

    /// An attempt is over. On `wr.delivery-results`.
    @JsonTypeName("delivery_attempt_finished")
    record AttemptFinished(
            DeliveryId delivery,
            OrgId org,
            String target,
            int attempt,
            AttemptResult result,
            Instant at,
            long durationMs)
            implements DeliveryEvent {}

    /// A delivery has ended; the fact is to be noted in its session.
    ///
    /// @param factId derived, so that a repeat is recognised
    @JsonTypeName("delivery_settled")
    record Settled(SessionId session, OrgId org, String factId, Fact fact, Instant at)
            implements DeliveryEvent {}

    /// A kind this version does not know, kept as it came.
    record Opaque(String kind, @JsonAnyGetter @JsonAnySetter Map<String, JsonNode> fields)
            implements DeliveryEvent {}
}
