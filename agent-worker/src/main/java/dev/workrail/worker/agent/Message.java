package dev.workrail.worker.agent;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/// One message of a conversation, in the order it was said. Its JSON form is what conversation
/// blobs hold.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "role")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Message.User.class, name = "user"),
    @JsonSubTypes.Type(value = Message.Assistant.class, name = "assistant"),
    @JsonSubTypes.Type(value = Message.ToolResults.class, name = "tool")
})
public sealed interface Message {
    /// What the worker says: steps, steering.
    record User(String text) implements Message {}

    /// One turn of the model.
    record Assistant(String text, List<ToolCall> calls) implements Message {
        public Assistant {
            calls = calls == null ? List.of() : List.copyOf(calls);
        }
    }

    /// What the calls of the turn before gave, in their order.
    record ToolResults(List<ToolResult> results) implements Message {
        public ToolResults {
            results = results == null ? List.of() : List.copyOf(results);
        }
    }

    /// @param error true where the call did not work
    record ToolResult(String callId, String text, boolean error) {}
}
