package dev.workrail.contracts.schedule;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.command.Scope;
import dev.workrail.contracts.config.PolicyInForce;
import dev.workrail.contracts.id.CommandId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.PoolId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerEventId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.contracts.id.WorkerId;
import dev.workrail.contracts.json.Kinded;
import dev.workrail.contracts.json.OpaqueFields;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.WaitFor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `wr.scheduling` carries, keyed by org: every decision with its reason.
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        include = JsonTypeInfo.As.EXISTING_PROPERTY,
        property = "kind",
        visible = true,
        defaultImpl = SchedulingEvent.Opaque.class)
public sealed interface SchedulingEvent extends Kinded {

    OrgId org();

    Instant at();

    /// The session it is about; absent where it is about none, or about none that is known here.
    @Nullable SessionId session();

    /// Where a trigger event came from: what a schedule fires lies in no other log.
    record Origin(TriggerId trigger, String provider, Instant receivedAt) {}

    /// A trigger event became a session that waits for a slot.
    ///
    /// @param policies that hold for what it changes, and versions of those taken back
    @JsonTypeName("session_queued")
    record Queued(OrgId org, SessionSpec spec, List<PolicyInForce> policies, Instant at)
            implements SchedulingEvent {
        public Queued {
            policies = policies == null ? List.of() : List.copyOf(policies);
        }

        @Override
        public SessionId session() {
            return spec.session();
        }
    }

    /// A trigger event is work that is already known.
    ///
    /// @param reason delivery or source
    /// @param origin absent where an earlier version wrote it
    @JsonTypeName("trigger_duplicate")
    record Duplicate(
            OrgId org,
            TriggerEventId event,
            String reason,
            @Nullable SessionId of,
            Instant at,
            @Nullable Origin origin)
            implements SchedulingEvent {
        @Override
        public @Nullable SessionId session() {
            return null;
        }
    }

    /// A trigger event was not taken. It is a dead letter where it was accepted before.
    ///
    /// @param reason queue_full, killed, disabled, attempts_exhausted
    /// @param origin absent where an earlier version wrote it
    @JsonTypeName("trigger_refused")
    record Refused(
            OrgId org,
            TriggerEventId event,
            String reason,
            @Nullable BindingLimit limit,
            Instant at,
            @Nullable Origin origin)
            implements SchedulingEvent {
        @Override
        public @Nullable SessionId session() {
            return null;
        }
    }

    /// Where a waiting session stands. Written when the answer changes.
    ///
    /// @param position 1 starts next
    /// @param predictedStart absent while nothing is known of how long sessions take
    @JsonTypeName("session_waiting")
    record Waiting(
            OrgId org,
            SessionId session,
            int position,
            BindingLimit limit,
            @Nullable Instant predictedStart,
            Instant at)
            implements SchedulingEvent {}

    /// A session was offered to its pool.
    @JsonTypeName("session_dispatched")
    record Dispatched(
            OrgId org, SessionId session, long epoch, int attempt, PoolId pool, Instant at)
            implements SchedulingEvent {}

    /// A worker holds the session.
    @JsonTypeName("session_leased")
    record Leased(OrgId org, SessionId session, long epoch, WorkerId worker, Instant at)
            implements SchedulingEvent {}

    /// A lease is over and the session waits again.
    ///
    /// @param reason expired, drained, released, failed, never_claimed, wait_satisfied
    @JsonTypeName("session_requeued")
    record Requeued(
            OrgId org, SessionId session, long epoch, String reason, int crashes, Instant at)
            implements SchedulingEvent {}

    /// The session waits for something other than a slot.
    @JsonTypeName("session_waits")
    record Parked(OrgId org, SessionId session, WaitFor waitFor, Instant at)
            implements SchedulingEvent {}

    /// The session is over and its slot free.
    ///
    /// @param policies that hold now, in place of those that held when it was queued
    @JsonTypeName("session_closed")
    record Closed(
            OrgId org,
            SessionId session,
            Outcome outcome,
            @Nullable String detail,
            List<PolicyInForce> policies,
            Instant at)
            implements SchedulingEvent {
        public Closed {
            policies = policies == null ? List.of() : List.copyOf(policies);
        }
    }

    /// A newer revision of the same source took its place.
    @JsonTypeName("session_superseded")
    record Superseded(OrgId org, SessionId session, SessionId by, Instant at)
            implements SchedulingEvent {}

    /// Stopped by a kill switch.
    ///
    /// @param worktree kept or removed
    @JsonTypeName("session_killed")
    record Killed(
            OrgId org,
            SessionId session,
            CommandId command,
            String by,
            String reason,
            String worktree,
            Instant at)
            implements SchedulingEvent {}

    /// Nothing of a scope starts that no worker has held yet. Written again every few hours while
    /// it lasts, so that whoever keeps a part of the log only hears of it too.
    ///
    /// @param by who paused it last
    /// @param since when it was paused first
    @JsonTypeName("scope_paused")
    record Paused(
            OrgId org,
            Scope scope,
            CommandId command,
            String by,
            @Nullable String reason,
            Instant since,
            Instant at)
            implements SchedulingEvent {
        @Override
        public @Nullable SessionId session() {
            return null;
        }
    }

    /// A pause is over.
    @JsonTypeName("scope_unpaused")
    record Unpaused(
            OrgId org,
            Scope scope,
            CommandId command,
            String by,
            @Nullable String reason,
            Instant at)
            implements SchedulingEvent {
        @Override
        public @Nullable SessionId session() {
            return null;
        }
    }

    /// Attempts are used up: a person must look.
    ///
    /// @param counter dispatches, crashes or failures
    @JsonTypeName("session_escalated")
    record Escalated(OrgId org, SessionId session, String counter, int attempts, Instant at)
            implements SchedulingEvent {}

    /// A kind this version does not know, kept as it came.
    record Opaque(String kind, @JsonAnyGetter @JsonAnySetter Map<String, JsonNode> fields)
            implements SchedulingEvent {
        @Override
        public OrgId org() {
            return new OrgId(OpaqueFields.text(fields, "org"));
        }

        @Override
        public Instant at() {
            return Instant.parse(OpaqueFields.text(fields, "at"));
        }

        @Override
        public @Nullable SessionId session() {
            return null;
        }
    }
}
