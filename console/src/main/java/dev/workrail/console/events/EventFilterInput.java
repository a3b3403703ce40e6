package dev.workrail.console.events;

import dev.workrail.console.http.InputFaults;
import dev.workrail.console.http.Times;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.projections.read.TriggerEventFilter;
import org.jspecify.annotations.Nullable;

/// Which trigger events, from a body; all of them where it says nothing.
///
/// @param verdict queued, duplicate or refused: what became no event is not in the log
/// @param reason the word that says why, such as `queue_full`
/// @param goal words that must all be in the goal
/// @param from received at or after
/// @param until received before
public record EventFilterInput(
        @Nullable String trigger,
        @Nullable String verdict,
        @Nullable String reason,
        @Nullable String provider,
        @Nullable String goal,
        @Nullable String from,
        @Nullable String until) {
    private static final int MAX_TEXT = 500;

    static TriggerEventFilter read(InputFaults faults, @Nullable EventFilterInput input) {
        if (input == null) {
            return TriggerEventFilter.of(null);
        }
        String verdict = input.verdict();
        if (verdict != null && !EventQuery.VERDICTS.contains(verdict)) {
            faults.add("/filter/verdict", EventQuery.VERDICT_FAULT);
        }
        return new TriggerEventFilter(
                faults.parsed("/filter/trigger", input.trigger(), TriggerId::new),
                verdict,
                faults.optional("/filter/reason", input.reason(), MAX_TEXT),
                faults.optional("/filter/provider", input.provider(), MAX_TEXT),
                faults.optional("/filter/goal", input.goal(), MAX_TEXT),
                Times.read(faults, "/filter/from", input.from()),
                Times.read(faults, "/filter/until", input.until()));
    }
}
