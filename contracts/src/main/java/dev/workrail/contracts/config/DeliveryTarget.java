package dev.workrail.contracts.config;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.id.WorkspaceId;
import dev.workrail.contracts.json.Kinded;
import java.util.Map;

/// Where a session's result goes. The targets of one change or URL are served in order.
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        include = JsonTypeInfo.As.EXISTING_PROPERTY,
        property = "kind",
        visible = true,
        defaultImpl = DeliveryTarget.Opaque.class)
public sealed interface DeliveryTarget extends Kinded {

    /// The name of the target within its trigger, for people and metrics.
    String name();

    /// A signed HTTP callback in the form of Standard Webhooks.
    ///
    /// @param secret the signing secret, purpose `delivery`, as a [SecretReference]
    @JsonTypeName("callback")
    record Callback(String name, String url, String secret) implements DeliveryTarget {}

    /// A note on the pushed commit of the workspace's own git remote.
    @JsonTypeName("git_note")
    record GitNote(String name, WorkspaceId workspace) implements DeliveryTarget {}

    /// A kind this version does not know, kept as it came.
    record Opaque(String kind, @JsonAnyGetter @JsonAnySetter Map<String, JsonNode> fields)
            implements DeliveryTarget {
        @Override
        public String name() {
            return fields.containsKey("name") ? fields.get("name").asText() : kind;
        }
    }
}
