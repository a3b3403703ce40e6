package dev.workrail.contracts.session;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.id.ClaimId;
import dev.workrail.contracts.id.DeliveryId;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.WorkerId;
import dev.workrail.contracts.json.Kinded;
import dev.workrail.contracts.json.OpaqueFields;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `wr.sessions` carries, keyed by session. Every reader applies [EpochFilter].
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        include = JsonTypeInfo.As.EXISTING_PROPERTY,
        property = "kind",
        visible = true,
        defaultImpl = SessionRecord.Opaque.class)
public sealed interface SessionRecord extends Kinded, OfSession {

    OrgId org();

    /// A worker claims an epoch. The first claim of the highest epoch wins.
    @JsonTypeName("session_claimed")
    record Claimed(
            SessionId session, OrgId org, long epoch, ClaimId claim, WorkerId worker, Instant at)
            implements SessionRecord {}

    /// One advance, or one model turn: ordered events, the effects they ask for, and the
    /// checkpoint.
    ///
    /// @param events contiguous in `eventIndex`; may be empty where only the checkpoint moves
    @JsonTypeName("segment")
    record Segment(
            SessionId session,
            OrgId org,
            long epoch,
            ClaimId claim,
            Instant at,
            List<LoggedEvent> events,
            List<Effect> effects,
            @Nullable Checkpoint checkpoint)
            implements SessionRecord {
        public Segment {
            events = events == null ? List.of() : List.copyOf(events);
            effects = effects == null ? List.of() : List.copyOf(effects);
        }

        /// The id of the delivery that the effect at `index` asks for.
        public DeliveryId deliveryId(int index) {
            return new DeliveryId(effectId("dlv", index));
        }

        /// The id of what the effect at `index` of this segment asks for.
        public String effectId(String prefix, int index) {
            long at = checkpoint == null ? 0 : checkpoint.nextEventIndex();
            long first = events.isEmpty() ? at : events.getFirst().eventIndex();
            return Ids.derive(
                    prefix,
                    session.value(),
                    Long.toString(first),
                    Integer.toString(index),
                    effects.get(index).kind());
        }
    }

    /// The lease holder gives the session back unfinished.
    ///
    /// @param reason drained, stopped or failed
    /// @param detail why, in one sentence, where it failed; at most 500 characters
    @JsonTypeName("session_released")
    record Released(
            SessionId session,
            OrgId org,
            long epoch,
            ClaimId claim,
            Instant at,
            String reason,
            @Nullable String detail)
            implements SessionRecord {
        private static final int LONGEST_DETAIL = 500;

        public Released {
            detail =
                    detail == null || detail.length() <= LONGEST_DETAIL
                            ? detail
                            : detail.substring(0, LONGEST_DETAIL - 1) + "…";
        }
    }

    /// A fact by someone who holds no lease.
    @JsonTypeName("fact")
    record Noted(SessionId session, OrgId org, String factId, String by, Instant at, Fact fact)
            implements SessionRecord {}

    /// A kind this version does not know, kept as it came.
    record Opaque(String kind, @JsonAnyGetter @JsonAnySetter Map<String, JsonNode> fields)
            implements SessionRecord {
        @Override
        public SessionId session() {
            return new SessionId(OpaqueFields.text(fields, "session"));
        }

        @Override
        public OrgId org() {
            return new OrgId(OpaqueFields.text(fields, "org"));
        }
    }
}
