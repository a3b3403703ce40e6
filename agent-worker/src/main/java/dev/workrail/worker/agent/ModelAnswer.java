package dev.workrail.worker.agent;

import dev.workrail.contracts.session.Usage;
import java.util.List;

/// One turn of a model.
///
/// @param stopReason end_turn, tool_use or max_tokens
/// @param usage of this turn alone
public record ModelAnswer(String text, List<ToolCall> calls, String stopReason, Usage usage) {
    public ModelAnswer {
        calls = List.copyOf(calls);
    }
}
