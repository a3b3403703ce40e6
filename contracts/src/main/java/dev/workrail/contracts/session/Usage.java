package dev.workrail.contracts.session;

/// Tokens and money a session has used so far; sums, never deltas. Cost is in millionths of a US
/// dollar.
public record Usage(long inputTokens, long outputTokens, long costMicros) {
    public static final Usage NONE = new Usage(0, 0, 0);

    public Usage plus(Usage more) {
        return new Usage(
                inputTokens + more.inputTokens,
                outputTokens + more.outputTokens,
                costMicros + more.costMicros);
    }
}
