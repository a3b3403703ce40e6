package dev.workrail.projections.read;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.platform.db.TenantTx;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Finds trees of sessions that ended before a time: every session of them, and none of them known
/// to the scheduler any more. Another org's are not there. Thread-safe; blocks.
@Singleton
public final class RetentionReader {
    private static final String SORT = "ended-trees";

    /// A tree is what has one root; a session whose work is unknown is its own.
    private static final String ROOT = "coalesce(s.root_id, s.session_id)";

    /// What a bundle takes, and all that its records name. Content that other sessions name as well
    /// is in it, so it is the most that can come free.
    private static final String BYTES =
            """
            coalesce(a.bytes, 0) + coalesce((select sum((named ->> 'bytes')::bigint)
                from jsonb_array_elements(a.blobs) named), 0)\
            """;

    private static final String SUMMARY =
            """
            with tree as materialized (
                select %1$s as root, count(*) as sessions, min(s.created_at) as created,
                       max(s.ended_at) as ended
                from view.session s left join view.queue_item q
                    on q.org_id = s.org_id and q.session_id = s.session_id
                group by 1
                having bool_and(s.ended_at is not null and s.ended_at < ? and q.session_id is null)
                   and %1$s <> all(?))
            select count(*) as trees, coalesce(sum(sessions), 0) as sessions,
                   min(created) as oldest, max(ended) as newest,
                   coalesce((select sum(%2$s) from tree t
                             join view.session s on %1$s = t.root
                             join view.archive a
                                 on a.org_id = s.org_id and a.session_id = s.session_id), 0) as bytes
            from tree\
            """
                    .formatted(ROOT, BYTES);

    private static final String MEMBERS =
            """
            select %s as root, s.session_id, s.ended_at, q.session_id is not null as queued, %s as bytes
            from view.session s
            left join view.queue_item q on q.org_id = s.org_id and q.session_id = s.session_id
            left join view.archive a on a.org_id = s.org_id and a.session_id = s.session_id
            where s.root_id = any(?) or s.session_id = any(?)\
            """
                    .formatted(ROOT, BYTES);

    private final ViewDatabaseAccess view;

    public RetentionReader(TenantTx tenants, DataSource database) {
        this.view = new ViewDatabaseAccess(tenants, database);
    }

    /// All such trees, counted.
    ///
    /// @param bytes at most: archive bundles, and what they name in the blob store
    /// @param oldest when the first of their sessions was accepted
    /// @param newest when the last of them ended
    public record Summary(
            long trees,
            long sessions,
            long bytes,
            @Nullable Instant oldest,
            @Nullable Instant newest) {}

    /// One such tree.
    ///
    /// @param sessions all of it, the root among them
    /// @param bytes as in [Summary]
    public record Tree(
            SessionId root,
            List<SessionId> sessions,
            Instant createdAt,
            Instant endedAt,
            long bytes) {}

    /// @param spared roots of trees that do not count
    public Summary summary(OrgId org, Instant before, Collection<SessionId> spared) {
        return view.asOrg(
                org,
                connection -> {
                    try (PreparedStatement select = connection.prepareStatement(SUMMARY)) {
                        select.setObject(1, before.atOffset(ZoneOffset.UTC));
                        select.setArray(2, texts(connection, spared));
                        try (ResultSet row = select.executeQuery()) {
                            row.next();
                            return new Summary(
                                    row.getLong("trees"),
                                    row.getLong("sessions"),
                                    row.getLong("bytes"),
                                    ViewDatabaseAccess.instant(row, "oldest"),
                                    ViewDatabaseAccess.instant(row, "newest"));
                        }
                    }
                });
    }

    /// The trees among the next `limit` roots, in the order in which those were accepted. A page
    /// may be empty and not the last.
    ///
    /// @param cursor the `next` of the page before; absent for the first
    public Page<Tree> trees(OrgId org, Instant before, @Nullable String cursor, int limit) {
        Cursor from = Cursor.decode(cursor, SORT);
        SqlQuery query =
                new SqlQuery()
                        .add("select session_id, created_at from view.session")
                        .add("where parent_id is null and created_at < ?", before);
        if (from != null) {
            query.add("and created_at >= ?", from.instant());
            query.add("and (created_at, session_id) > (?, ?)", from.instant(), from.id());
        }
        query.add("order by created_at, session_id limit ?", limit + 1);
        return view.asOrg(
                org,
                connection -> {
                    List<Root> roots = query.list(connection, RetentionReader::root);
                    boolean more = roots.size() > limit;
                    List<Root> page = more ? roots.subList(0, limit) : roots;
                    String next = more ? cursor(page.getLast()) : null;
                    return new Page<>(ended(connection, page, before), next);
                });
    }

    /// Those of `sessions` that a view has.
    public Set<SessionId> present(OrgId org, Collection<SessionId> sessions) {
        return view.asOrg(
                org,
                connection -> {
                    Set<SessionId> found = new HashSet<>();
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    "select session_id from view.session"
                                            + " where session_id = any(?)")) {
                        select.setArray(1, texts(connection, sessions));
                        try (ResultSet rows = select.executeQuery()) {
                            while (rows.next()) {
                                found.add(new SessionId(rows.getString(1)));
                            }
                        }
                    }
                    return found;
                });
    }

    private record Root(SessionId session, Instant createdAt) {}

    private static Root root(ResultSet row) throws SQLException {
        return new Root(
                new SessionId(row.getString("session_id")),
                Objects.requireNonNull(ViewDatabaseAccess.instant(row, "created_at")));
    }

    private static String cursor(Root last) {
        return Cursor.encode(SORT, last.createdAt().toString(), last.session().value());
    }

    private static List<Tree> ended(Connection connection, List<Root> roots, Instant before)
            throws SQLException {
        Map<String, Growing> trees = new LinkedHashMap<>();
        roots.forEach(root -> trees.put(root.session().value(), new Growing(root)));
        Array ids = texts(connection, roots.stream().map(Root::session).toList());
        try (PreparedStatement select = connection.prepareStatement(MEMBERS)) {
            select.setArray(1, ids);
            select.setArray(2, ids);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Growing tree = trees.get(row.getString("root"));
                    if (tree != null) {
                        tree.add(row, before);
                    }
                }
            }
        }
        return trees.values().stream().filter(tree -> tree.over).map(Growing::grown).toList();
    }

    private static Array texts(Connection connection, Collection<SessionId> sessions)
            throws SQLException {
        return connection.createArrayOf(
                "text", sessions.stream().map(SessionId::value).toArray(String[]::new));
    }

    /// A tree while its members are read.
    private static final class Growing {
        private final Root root;
        private final List<SessionId> sessions = new ArrayList<>();
        private Instant endedAt = Instant.MIN;
        private long bytes;
        private boolean over = true;

        private Growing(Root root) {
            this.root = root;
        }

        private void add(ResultSet row, Instant before) throws SQLException {
            Instant ended = ViewDatabaseAccess.instant(row, "ended_at");
            if (ended == null || !ended.isBefore(before) || row.getBoolean("queued")) {
                over = false;
                return;
            }
            sessions.add(new SessionId(row.getString("session_id")));
            endedAt = ended.isAfter(endedAt) ? ended : endedAt;
            bytes += row.getLong("bytes");
        }

        private Tree grown() {
            return new Tree(root.session(), sessions, root.createdAt(), endedAt, bytes);
        }
    }
}
