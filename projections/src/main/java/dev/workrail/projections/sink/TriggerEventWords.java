package dev.workrail.projections.sink;

import dev.workrail.projections.read.Words;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;

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

    /// Takes out the events whose `column` is one of `keys`, with their words. Those go by their
    /// whole keys: no index has them by event.
    static void forget(Connection connection, String column, Collection<String> keys)
            throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        Rows words =
                Rows.deletion(
                        "view.trigger_event_word",
                        "word text",
                        "received_at timestamptz",
                        "event_id text");
        Queries.byKeys(
                connection,
                "delete from view.trigger_event where "
                        + column
                        + " = any(?) returning event_id, goal, received_at",
                keys,
                row -> {
                    String goal = row.getString("goal");
                    Instant receivedAt = Queries.instant(row, "received_at");
                    if (goal != null && receivedAt != null) {
                        add(words, row.getString("event_id"), goal, receivedAt);
                    }
                });
        words.execute(connection);
    }
}
