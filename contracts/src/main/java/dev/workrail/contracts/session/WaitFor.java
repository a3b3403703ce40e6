package dev.workrail.contracts.session;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.json.Kinded;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What a parked session waits for. A result that arrived before the park counts.
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        include = JsonTypeInfo.As.EXISTING_PROPERTY,
        property = "kind",
        visible = true,
        defaultImpl = WaitFor.Opaque.class)
public sealed interface WaitFor extends Kinded {

    /// A child session's end.
    @JsonTypeName("child")
    record Child(List<SessionId> sessions) implements WaitFor {}

    /// A verdict on a gate, by a person or an evaluator session.
    @JsonTypeName("verdict")
    record Verdict(String gateId, String stepId, String gateKind) implements WaitFor {}

    /// A command of one of these kinds.
    @JsonTypeName("command")
    record AnyCommand(List<String> kinds) implements WaitFor {}

    /// A point in log time.
    @JsonTypeName("timer")
    record Timer(Instant at) implements WaitFor {}

    /// A kind this version does not know, kept as it came.
    record Opaque(String kind, @JsonAnyGetter @JsonAnySetter Map<String, JsonNode> fields)
            implements WaitFor {}
}
