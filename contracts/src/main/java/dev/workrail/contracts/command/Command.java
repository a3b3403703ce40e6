package dev.workrail.contracts.command;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.id.CommandId;
import dev.workrail.contracts.id.DeliveryId;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.json.Kinded;
import dev.workrail.contracts.json.OpaqueFields;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `wr.commands` carries. Each names its actor and reason; the audit log derives from them.
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        include = JsonTypeInfo.As.EXISTING_PROPERTY,
        property = "kind",
        visible = true,
        defaultImpl = Command.Opaque.class)
public sealed interface Command extends Kinded {

    CommandId id();

    /// The org it acts in; the operator's own org for what covers every org.
    OrgId org();

    /// Who asked: a user, key or system name.
    String actor();

    @Nullable String reason();

    Instant at();

    /// Text for the agent's next turn.
    @JsonTypeName("steer")
    record Steer(
            CommandId id,
            OrgId org,
            SessionId session,
            String actor,
            @Nullable String reason,
            String text,
            Instant at)
            implements Command {}

    /// End a session in good order: the worker stops at the next safe point.
    @JsonTypeName("cancel")
    record Cancel(
            CommandId id,
            OrgId org,
            SessionId session,
            String actor,
            @Nullable String reason,
            Instant at)
            implements Command {}

    /// Stop everything in a scope now.
    ///
    /// @param hold true also refuses new work of the scope until it is lifted
    /// @param keepWorktree false removes the worktrees of the sessions that are stopped
    @JsonTypeName("kill")
    record Kill(
            CommandId id,
            OrgId org,
            Scope scope,
            String actor,
            @Nullable String reason,
            boolean hold,
            boolean keepWorktree,
            Instant at)
            implements Command {}

    /// End a hold that a kill left on a scope.
    @JsonTypeName("lift")
    record Lift(
            CommandId id, OrgId org, Scope scope, String actor, @Nullable String reason, Instant at)
            implements Command {}

    /// Let nothing new of a scope start. What happens is still accepted and waits; what runs goes
    /// on.
    @JsonTypeName("pause")
    record Pause(
            CommandId id, OrgId org, Scope scope, String actor, @Nullable String reason, Instant at)
            implements Command {}

    /// End a pause of exactly this scope: what waited starts.
    @JsonTypeName("unpause")
    record Unpause(
            CommandId id, OrgId org, Scope scope, String actor, @Nullable String reason, Instant at)
            implements Command {}

    /// A verdict on a gate a session is parked at.
    ///
    /// @param verdict approved, rejected or uncertain
    @JsonTypeName("gate_verdict")
    record GateVerdict(
            CommandId id,
            OrgId org,
            SessionId session,
            String gateId,
            String verdict,
            String rationale,
            String actor,
            @Nullable String reason,
            Instant at)
            implements Command {}

    /// An answer to what a session asked.
    @JsonTypeName("answer")
    record Answer(
            CommandId id,
            OrgId org,
            SessionId session,
            String actor,
            @Nullable String reason,
            JsonNode answer,
            Instant at)
            implements Command {}

    /// Wake a parked session now.
    @JsonTypeName("resume")
    record Resume(
            CommandId id,
            OrgId org,
            SessionId session,
            String actor,
            @Nullable String reason,
            Instant at)
            implements Command {}

    /// Run an ended session's work again as a new session.
    @JsonTypeName("retry")
    record Retry(
            CommandId id,
            OrgId org,
            SessionId session,
            String actor,
            @Nullable String reason,
            Instant at)
            implements Command {
        /// The session that runs the work again. Follows from the command, so that one that is read
        /// twice starts one.
        public SessionId again() {
            return new SessionId(Ids.derive("sess", session.value(), id.value()));
        }
    }

    /// Try a dead-lettered delivery again.
    @JsonTypeName("redeliver")
    record Redeliver(
            CommandId id,
            OrgId org,
            DeliveryId delivery,
            String actor,
            @Nullable String reason,
            Instant at)
            implements Command {}

    /// A kind this version does not know, kept as it came.
    record Opaque(String kind, @JsonAnyGetter @JsonAnySetter Map<String, JsonNode> fields)
            implements Command {
        @Override
        public OrgId org() {
            return new OrgId(OpaqueFields.text(fields, "org"));
        }

        @Override
        public CommandId id() {
            return new CommandId(OpaqueFields.text(fields, "id"));
        }

        @Override
        public String actor() {
            return OpaqueFields.text(fields, "actor");
        }

        @Override
        public @Nullable String reason() {
            return fields.containsKey("reason") ? OpaqueFields.text(fields, "reason") : null;
        }

        @Override
        public Instant at() {
            return Instant.parse(OpaqueFields.text(fields, "at"));
        }
    }
}
