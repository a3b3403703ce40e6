package dev.workrail.projections.read;

import static dev.workrail.projections.read.ViewDatabaseAccess.wire;

import dev.workrail.contracts.id.OrgId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts the statement of a page of sessions together, so that an index gives its order.
///
/// Several statuses or outcomes become one branch each, merged: an index that begins with the
/// status is in order only within one. A search by words begins at the longest one's index entries.
final class SessionQueries {
    private SessionQueries() {}

    static SqlQuery page(OrgId org, SessionFilter filter, SessionSort sort, Paging paging) {
        Cursor cursor = Cursor.decode(paging.cursor(), sort.name());
        List<String> words =
                filter.goal() == null
                        ? List.of()
                        : Words.of(filter.goal()).stream()
                                .sorted(Comparator.comparingInt(String::length).reversed())
                                .toList();
        if (filter.goal() != null && words.isEmpty()) {
            throw new BadQueryException(
                    "goal", "expected a word of two or more letters or digits", null);
        }
        if (filter.goal() != null && sort != SessionSort.CREATED) {
            // Words are kept by time alone: any other order would sort all that match.
            throw new BadQueryException("sort", "a search by goal is sorted by created", null);
        }
        List<SqlQuery> branches = new ArrayList<>();
        for (@Nullable String status : each(filter.statuses(), sort)) {
            for (@Nullable String outcome : each(filter.outcomes(), sort)) {
                branches.add(branch(org, filter, status, outcome, words, sort, cursor, paging));
            }
        }
        return shown(
                org,
                branches.size() == 1 ? branches.getFirst() : merged(branches, sort, paging),
                sort,
                paging);
    }

    /// The documents of the sessions found. They are fetched last, so that a filter which passes
    /// over thousands reads an index and not the rows.
    private static SqlQuery shown(OrgId org, SqlQuery found, SessionSort sort, Paging paging) {
        SqlQuery query =
                new SqlQuery()
                        .add("select f.session_id, f." + sort.column() + ", s.doc from (")
                        .add(found)
                        .add(") f join view.session s on s.org_id = ?", org.value())
                        .add("and s.session_id = f.session_id");
        return sorted(query, "f." + sort.column(), "f.session_id", paging);
    }

    /// One value a branch where the order comes from an index of it; else none, and the values
    /// become one condition.
    private static List<@Nullable String> each(
            java.util.Set<? extends Enum<?>> values, SessionSort sort) {
        List<@Nullable String> names = new ArrayList<>();
        if (sort == SessionSort.CREATED) {
            values.stream().map(ViewDatabaseAccess::wire).sorted().forEach(names::add);
        }
        if (names.isEmpty()) {
            names.add(null);
        }
        return names;
    }

    /// Row-level security sees to it that only the org's rows are read. The org is a condition all
    /// the same: the planner knows how many rows one org has, and nothing about the other
    /// condition.
    private static SqlQuery branch(
            OrgId org,
            SessionFilter filter,
            @Nullable String status,
            @Nullable String outcome,
            List<String> words,
            SessionSort sort,
            @Nullable Cursor cursor,
            Paging paging) {
        boolean search = !words.isEmpty();
        SqlQuery query = new SqlQuery();
        query.add("select s.session_id, s." + sort.column());
        if (search) {
            query.add("from view.session_word w join view.session s");
            query.add("on s.org_id = w.org_id and s.session_id = w.session_id");
            query.add("where w.org_id = ? and w.word = ?", org.value(), words.getFirst());
            otherWords(query, words);
        } else {
            query.add("from view.session s where s.org_id = ?", org.value());
        }
        String keys = search ? "w" : "s";
        one(query, "status", status, filter.statuses());
        one(query, "outcome", outcome, filter.outcomes());
        conditions(query, filter);
        range(query, filter, keys + "." + sort.ranged());
        if (sort.partial()) {
            query.add("and s." + sort.column() + " is not null");
        }
        if (cursor != null) {
            behind(query, cursor, sort, keys, paging.ascending());
        }
        return ordered(query, keys + "." + sort.column(), keys + ".session_id", paging);
    }

    private static void otherWords(SqlQuery query, List<String> words) {
        for (String word : words.subList(1, words.size())) {
            query.add("and exists (select 1 from view.session_word o where o.org_id = w.org_id");
            query.add("and o.word = ? and o.created_at = w.created_at", word);
            query.add("and o.session_id = w.session_id)");
        }
    }

    private static void one(
            SqlQuery query,
            String column,
            @Nullable String value,
            java.util.Set<? extends Enum<?>> values) {
        if (value != null) {
            query.add("and s." + column + " = ?", value);
        } else if (!values.isEmpty()) {
            query.add(
                    "and s." + column + " in (" + "?, ".repeat(values.size() - 1) + "?)",
                    values.stream().map(each -> (Object) wire(each)).toArray());
        }
    }

    private static void conditions(SqlQuery query, SessionFilter filter) {
        if (filter.workflow() != null) {
            query.add("and s.workflow_id = ?", filter.workflow());
        }
        if (filter.trigger() != null) {
            query.add("and s.trigger_id = ?", filter.trigger().value());
        }
        if (filter.workspace() != null) {
            query.add("and s.workspace_id = ?", filter.workspace().value());
        }
        if (filter.root() != null) {
            query.add("and s.root_id = ?", filter.root().value());
        }
        if (filter.rootsOnly()) {
            query.add("and s.parent_id is null");
        }
    }

    private static void range(SqlQuery query, SessionFilter filter, String time) {
        if (filter.from() != null) {
            query.add("and " + time + " >= ?", filter.from());
        }
        if (filter.until() != null) {
            query.add("and " + time + " < ?", filter.until());
        }
    }

    /// The comparison of ids keeps the whole pair from the index (text order is not leakproof), so
    /// the first condition says again what the index can use.
    private static void behind(
            SqlQuery query, Cursor cursor, SessionSort sort, String keys, boolean ascending) {
        String than = ascending ? ">" : "<";
        Object value = sort.byTime() ? cursor.instant() : (Object) cursor.number();
        String column = keys + "." + sort.column();
        query.add("and " + column + " " + than + "= ?", value);
        query.add(
                "and (" + column + ", " + keys + ".session_id) " + than + " (?, ?)",
                value,
                cursor.id());
    }

    private static SqlQuery merged(List<SqlQuery> branches, SessionSort sort, Paging paging) {
        SqlQuery query = new SqlQuery().add("select * from (");
        String between = "(";
        for (SqlQuery branch : branches) {
            query.add(between).add(branch).add(")");
            between = "union all (";
        }
        query.add(") merged");
        return ordered(query, sort.column(), "session_id", paging);
    }

    private static SqlQuery ordered(SqlQuery query, String column, String id, Paging paging) {
        return sorted(query, column, id, paging).add("limit ?", paging.limit() + 1);
    }

    private static SqlQuery sorted(SqlQuery query, String column, String id, Paging paging) {
        String direction = paging.ascending() ? " asc" : " desc";
        return query.add("order by " + column + direction + ", " + id + direction);
    }
}
