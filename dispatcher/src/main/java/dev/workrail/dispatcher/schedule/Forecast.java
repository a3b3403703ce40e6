package dev.workrail.dispatcher.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Predicts a start from how long sessions were seen to hold a slot.
final class Forecast {
    private Forecast() {}

    /// When the session at `position` should start, or absent while nothing is known: no duration
    /// was seen yet, or the limit lets nobody in.
    static @Nullable Instant start(
            SchedulerState state, SessionEntry entry, Bound bound, int position, Instant tick) {
        Long own = state.durations().get(entry.place().triggerKey());
        Long mean = own == null ? state.durations().get(Place.DOMAIN_KEY) : own;
        if (mean == null || bound.allowed() < 1) {
            return null;
        }
        List<Instant> ends = ends(state, bound, mean, tick);
        // The one at position p takes the slot of the p-th holder to end, round after round.
        int turn = (position - 1) % bound.allowed();
        int rounds = (position - 1) / bound.allowed();
        Instant first = turn < ends.size() ? ends.get(turn) : tick;
        return first.plusMillis(mean * rounds);
    }

    private static List<Instant> ends(SchedulerState state, Bound bound, long mean, Instant tick) {
        List<Instant> ends = new ArrayList<>();
        for (var holder : bound.holders(state.index())) {
            SessionEntry entry = state.sessions().get(holder);
            if (entry != null) {
                Instant end = since(entry.phase()).plus(Duration.ofMillis(mean));
                ends.add(end.isBefore(tick) ? tick : end);
            }
        }
        Collections.sort(ends);
        return ends;
    }

    private static Instant since(Phase phase) {
        return switch (phase) {
            case Phase.Waiting waiting -> waiting.since();
            case Phase.Issued issued -> issued.since();
            case Phase.Leased leased -> leased.since();
            case Phase.Parked parked -> parked.since();
        };
    }
}
