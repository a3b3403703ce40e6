package dev.workrail.contracts.session;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.config.DeliveryTarget;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.json.Kinded;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a segment asks others to do. The id of the work is derived from session, event index and
/// effect, so that a re-read asks for nothing twice.
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        include = JsonTypeInfo.As.EXISTING_PROPERTY,
        property = "kind",
        visible = true,
        defaultImpl = Effect.Opaque.class)
public sealed interface Effect extends Kinded {

    /// Post a status or result to a target.
    ///
    /// @param sequence rises per target within the session; a later one supersedes an earlier that
    ///   still waits
    @JsonTypeName("deliver")
    record Deliver(DeliveryTarget target, String status, int sequence, JsonNode body)
            implements Effect {}

    /// A verification was made by the lease holder itself.
    @JsonTypeName("verified")
    record Verified(Verification verification) implements Effect {}

    /// Start a child session.
    ///
    /// @param childId stable within the session; the child's session id derives from it
    @JsonTypeName("spawn_child")
    record SpawnChild(String childId, String workflowId, String goal, JsonNode context)
            implements Effect {
        /// The session this child becomes: the same however often the effect is read.
        public SessionId session(SessionId parent) {
            return new SessionId(Ids.derive("sess", parent.value(), "child", childId));
        }
    }

    /// The session gives its slot back until `waitFor` is satisfied.
    @JsonTypeName("session_parked")
    record Parked(WaitFor waitFor, String reason) implements Effect {}

    /// A push is about to happen. Acknowledged before it does.
    ///
    /// @param oldId what the remote ref must be; absent for a new ref
    @JsonTypeName("push_intended")
    record PushIntended(
            String remote, String ref, @Nullable String oldId, String newId, String tree)
            implements Effect {}

    /// The remote ref is now at `newId`.
    @JsonTypeName("pushed")
    record Pushed(String remote, String ref, String newId) implements Effect {}

    /// The session is over.
    @JsonTypeName("session_ended")
    record Ended(Outcome outcome, @Nullable String detail, @Nullable Handoff handoff)
            implements Effect {}

    /// A kind this version does not know, kept as it came.
    record Opaque(String kind, @JsonAnyGetter @JsonAnySetter Map<String, JsonNode> fields)
            implements Effect {}
}
