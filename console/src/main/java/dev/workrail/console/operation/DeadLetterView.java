package dev.workrail.console.operation;

import dev.workrail.contracts.view.DeadLetter;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A dead letter and what was decided about it. The record itself is in the single view only.
///
/// @param offset where it lay on its topic; -1 where it never lay on one
/// @param state open, replayed or discarded; open again where it came back after a replay
public record DeadLetterView(
        String id,
        String topic,
        int partition,
        long offset,
        @Nullable String key,
        String code,
        String cause,
        String origin,
        int attempts,
        Instant at,
        String state,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable Map<String, String> headers,
        @Nullable String value) {
    static DeadLetterView of(
            DeadLetter letter, @Nullable DecisionEntity decision, boolean withRecord) {
        DecisionEntity known =
                decision == null || decision.decidedAt.isBefore(letter.at()) ? null : decision;
        return new DeadLetterView(
                letter.id(),
                letter.topic(),
                letter.partition(),
                letter.offset(),
                letter.key(),
                letter.code(),
                letter.cause(),
                letter.origin(),
                letter.attempts(),
                letter.at(),
                known == null ? "open" : known.decision,
                known == null ? null : known.decidedBy,
                known == null ? null : known.decidedAt,
                withRecord ? letter.headers() : null,
                withRecord ? letter.value() : null);
    }
}
