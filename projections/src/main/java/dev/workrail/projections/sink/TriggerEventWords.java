package dev.workrail.projections.sink;

import dev.workrail.projections.read.Words;
import java.time.Instant;

/// The words that trigger events are found by. Only those of the row that stands are kept: the same
/// delivery, sent again, has its own time.
final class TriggerEventWords {
    private TriggerEventWords() {}

    static Rows rows() {
        return Rows.insert(
                "view.trigger_event_word (word, received_at, event_id)",
                """
                as new (word, received_at, event_id) where exists (
                    select 1 from view.trigger_event event
                    where event.event_id = new.event_id and event.received_at = new.received_at)
                on conflict do nothing\
                """,
                "text",
                "timestamptz",
                "text");
    }

    static void add(Rows rows, String event, String goal, Instant receivedAt) {
        Words.of(goal).forEach(word -> rows.add(word, Micros.of(receivedAt), event));
    }
}
