package dev.workrail.contracts.session;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.id.DeliveryId;
import dev.workrail.contracts.json.Kinded;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something about a session that someone other than the lease holder established; ordered by
/// offset.
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        include = JsonTypeInfo.As.EXISTING_PROPERTY,
        property = "kind",
        visible = true,
        defaultImpl = Fact.Opaque.class)
public sealed interface Fact extends Kinded {

    /// A delivery reached its target.
    @JsonTypeName("delivered")
    record Delivered(
            DeliveryId delivery,
            String target,
            String status,
            int attempts,
            @Nullable String externalId)
            implements Fact {}

    /// A delivery was given up and is a dead letter now.
    @JsonTypeName("delivery_failed")
    record DeliveryFailed(
            DeliveryId delivery, String target, String status, int attempts, String cause)
            implements Fact {}

    /// A verification made outside the session: CI, a person.
    @JsonTypeName("verification_recorded")
    record VerificationRecorded(Verification verification) implements Fact {}

    /// Nothing is kept of the session from here on; what the log still has of it counts for
    /// nothing.
    ///
    /// @param reason retention or org_deleted
    /// @param proofs whether what it contributed to proof records goes too
    @JsonTypeName("erased")
    record Erased(String reason, boolean proofs) implements Fact {
        /// The org keeps sessions only so long.
        public static final Erased RETENTION = new Erased("retention", false);

        /// The org itself is deleted.
        public static final Erased ORG_DELETED = new Erased("org_deleted", true);
    }

    /// A kind this version does not know, kept as it came.
    record Opaque(String kind, @JsonAnyGetter @JsonAnySetter Map<String, JsonNode> fields)
            implements Fact {}
}
