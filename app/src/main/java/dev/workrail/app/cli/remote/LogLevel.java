package dev.workrail.app.cli.remote;

import java.util.List;
import java.util.Locale;

/// How much an event of a session matters to who looks for what went wrong.
enum LogLevel {
    DEBUG,
    INFO,
    WARN,
    ERROR;

    private static final List<String> GRAVE = List.of("failed", "error", "stuck", "escalated");
    private static final List<String> DOUBTFUL =
            List.of("issue", "gap", "blocked", "requeued", "refused", "secrets_found", "timeout");
    private static final List<String> BUSY = List.of("llm_turn", "tool_call", "state_", "lease");

    /// By the words of its kind.
    static LogLevel of(String kind) {
        String word = kind.toLowerCase(Locale.ROOT);
        if (GRAVE.stream().anyMatch(word::contains)) {
            return ERROR;
        }
        if (DOUBTFUL.stream().anyMatch(word::contains)) {
            return WARN;
        }
        return BUSY.stream().anyMatch(word::contains) ? DEBUG : INFO;
    }
}
