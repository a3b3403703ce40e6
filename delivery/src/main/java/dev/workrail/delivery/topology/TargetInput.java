package dev.workrail.delivery.topology;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.workrail.contracts.delivery.DeliveryEvent;
import dev.workrail.contracts.delivery.DeliveryRequest;
import dev.workrail.contracts.id.DeliveryId;
import dev.workrail.contracts.id.OrgId;

/// What the target processor reads, from four topics. The first two travel on repartition topics.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(TargetInput.Requested.class),
    @JsonSubTypes.Type(TargetInput.Asked.class)
})
sealed interface TargetInput {
    /// A valid segment asks for a delivery.
    @JsonTypeName("requested")
    record Requested(DeliveryRequest request) implements TargetInput {}

    /// A person asks for a dead-lettered delivery once more.
    @JsonTypeName("asked")
    record Asked(OrgId org, DeliveryId delivery) implements TargetInput {}

    /// An attempt is over.
    record Finished(DeliveryEvent.AttemptFinished event) implements TargetInput {}

    /// Time passed.
    record Ticked() implements TargetInput {}
}
