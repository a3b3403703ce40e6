package dev.workrail.ingest.intake;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerEventId;

/// What a sender whose signature holds is told. Everything else is a problem.
public sealed interface Answer {

    /// The event is in the log. A repeat of the same delivery gets the same ids.
    record Accepted(TriggerEventId triggerEventId, SessionId sessionId) implements Answer {
        @JsonProperty
        public String status() {
            return "accepted";
        }
    }

    /// The event is not work for this trigger; only why was kept.
    record Skipped(String reason) implements Answer {
        @JsonProperty
        public String status() {
            return "skipped";
        }
    }

    /// Slack asks whether the address is ours, and wants its challenge back.
    record Challenged(String challenge) implements Answer {}
}
