package dev.workrail.contracts.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.config.DeliveryTarget;
import dev.workrail.contracts.id.DeliveryId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a session asked to be posted, once and for all: no attempt changes it.
///
/// @param delivery derived from session, event index and effect
/// @param sequence rises per target within the session
/// @param requestedAt when the segment that asked for it was written
public record DeliveryRequest(
        DeliveryId delivery,
        OrgId org,
        SessionId session,
        DeliveryTarget target,
        String status,
        int sequence,
        JsonNode body,
        Instant requestedAt,
        @Nullable String traceparent) {}
