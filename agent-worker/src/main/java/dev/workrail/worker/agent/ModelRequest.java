package dev.workrail.worker.agent;

import dev.workrail.worker.tool.ToolSpec;
import java.time.Duration;
import java.util.List;

/// One question to a model.
///
/// @param turn how many turns the session had before, so the index of this one
/// @param maxOutputTokens most tokens of the answer
/// @param timeout longest wait for the whole answer
public record ModelRequest(
        String system,
        List<Message> messages,
        List<ToolSpec> tools,
        int turn,
        int maxOutputTokens,
        Duration timeout) {
    public ModelRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }
}
