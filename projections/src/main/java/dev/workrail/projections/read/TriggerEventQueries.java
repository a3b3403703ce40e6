package dev.workrail.projections.read;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts the statements about trigger events together. A search by words begins at the longest one's
/// index entries, which have the order of the page.
final class TriggerEventQueries {
    static final String SORT = "received";

    /// The log keeps 35 days, and a day less leaves time to read what it is about to lose.
    private static final String REPLAYABLE =
            "(e.log_topic is not null and e.received_at > now() - interval '34 days')";

    /// Many are done again by what came in: with their replays among them, a request that is made
    /// again would mean more than the first time.
    private static final String ORIGINAL = REPLAYABLE + " and e.replay_of is null";

    private TriggerEventQueries() {}

    static SqlQuery page(TriggerEventFilter filter, Paging paging) {
        Cursor cursor = Cursor.decode(paging.cursor(), SORT);
        List<String> words = words(filter);
        String keys = words.isEmpty() ? "e" : "w";
        SqlQuery query =
                new SqlQuery().add("select e.*, " + REPLAYABLE + " replayable").add(from(words));
        conditions(query, filter, words, keys);
        String direction = paging.ascending() ? "asc" : "desc";
        if (cursor != null) {
            String than = paging.ascending() ? ">" : "<";
            String key = "(%1$s.received_at, %1$s.event_id)".formatted(keys);
            query.add("and " + keys + ".received_at " + than + "= ?", cursor.instant());
            query.add("and " + key + " " + than + " (?, ?)", cursor.instant(), cursor.id());
        }
        return query.add(
                        "order by %1$s.received_at %2$s, %1$s.event_id %2$s"
                                .formatted(keys, direction))
                .add("limit ?", paging.limit() + 1);
    }

    static SqlQuery one(String id) {
        return new SqlQuery()
                .add("select e.*, " + REPLAYABLE + " replayable from view.trigger_event e")
                .add("where e.event_id = ? and e.received_at is not null", id);
    }

    static SqlQuery replaysOf(String id, int limit) {
        return new SqlQuery()
                .add("select e.*, " + REPLAYABLE + " replayable from view.trigger_event e")
                .add("where e.replay_of = ? order by e.received_at, e.event_id limit ?", id, limit);
    }

    static SqlQuery count(TriggerEventFilter filter) {
        List<String> words = words(filter);
        SqlQuery query =
                new SqlQuery()
                        .add("select count(*) matching,")
                        .add("count(*) filter (where " + ORIGINAL + ") replayable")
                        .add(from(words));
        conditions(query, filter, words, words.isEmpty() ? "e" : "w");
        return query;
    }

    /// Oldest first: what is done again keeps its order.
    static SqlQuery replayable(TriggerEventFilter filter, int limit) {
        List<String> words = words(filter);
        SqlQuery query =
                new SqlQuery()
                        .add("select e.event_id, e.log_topic, e.log_part, e.log_offset")
                        .add(from(words));
        conditions(query, filter, words, words.isEmpty() ? "e" : "w");
        return query.add("and " + ORIGINAL + " order by e.received_at, e.event_id limit ?", limit);
    }

    static SqlQuery replayable(String id) {
        return new SqlQuery()
                .add("select e.event_id, e.log_topic, e.log_part, e.log_offset")
                .add("from view.trigger_event e where e.event_id = ? and " + REPLAYABLE, id);
    }

    private static String from(List<String> words) {
        return words.isEmpty()
                ? "from view.trigger_event e"
                : "from view.trigger_event_word w join view.trigger_event e on e.org_id = w.org_id"
                        + " and e.event_id = w.event_id";
    }

    private static void conditions(
            SqlQuery query, TriggerEventFilter filter, List<String> words, String keys) {
        query.add("where e.received_at is not null");
        if (!words.isEmpty()) {
            query.add("and w.word = ?", words.getFirst());
            for (String word : words.subList(1, words.size())) {
                query.add("and exists (select 1 from view.trigger_event_word o");
                query.add("where o.org_id = w.org_id and o.word = ?", word);
                query.add("and o.received_at = w.received_at and o.event_id = w.event_id)");
            }
        }
        equal(query, "trigger_id", filter.trigger() == null ? null : filter.trigger().value());
        equal(query, "verdict", filter.verdict());
        equal(query, "reason", filter.reason());
        equal(query, "provider", filter.provider());
        if (filter.from() != null) {
            query.add("and " + keys + ".received_at >= ?", filter.from());
        }
        if (filter.until() != null) {
            query.add("and " + keys + ".received_at < ?", filter.until());
        }
    }

    private static void equal(SqlQuery query, String column, @Nullable String value) {
        if (value != null) {
            query.add("and e." + column + " = ?", value);
        }
    }

    /// The longest first.
    private static List<String> words(TriggerEventFilter filter) {
        if (filter.goal() == null) {
            return List.of();
        }
        List<String> words =
                Words.of(filter.goal()).stream()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList();
        if (words.isEmpty()) {
            throw new BadQueryException(
                    "goal", "expected a word of two or more letters or digits", null);
        }
        return words;
    }
}
