package dev.workrail.projections.read;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.db.TenantTx;
import dev.workrail.platform.kafka.Position;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Reads what triggers were told, also what became no event. Another org's is not there.
/// Thread-safe; blocks.
@Singleton
public final class TriggerEventReader {
    private static final int MAX_REPLAYS = 200;

    private final ViewDatabaseAccess view;

    public TriggerEventReader(TenantTx tenants, DataSource database) {
        this.view = new ViewDatabaseAccess(tenants, database);
    }

    /// The part of a trigger that did not hold.
    ///
    /// @param pointer into the trigger, such as `/dispatchConditions/0`
    /// @param found what the webhook had there
    public record Condition(String pointer, String expected, @Nullable String found) {}

    /// One occurrence.
    ///
    /// @param eventType the provider's word; absent for a schedule, and where it was not read
    /// @param source the piece of work, with its revision
    /// @param verdict queued: it became `session`; duplicate: of `session`; refused by the
    ///   scheduler, and a dead letter; skipped, since `condition` did not hold; rejected with a
    ///   problem. Absent until the scheduler read it
    /// @param reason of a duplicate: delivery or source; of what was refused: queue_full, killed,
    ///   disabled or attempts_exhausted; of what was skipped: disabled, event or condition; of what
    ///   was rejected: the problem's code
    /// @param detail the reason in words
    /// @param more of what was skipped or rejected: others like it since the one before, which are
    ///   not listed
    /// @param session the one it became, or is a duplicate of
    /// @param replayable whether it is whole in the log
    public record TriggerEvent(
            String id,
            @Nullable String trigger,
            @Nullable String provider,
            @Nullable String eventType,
            @Nullable String action,
            @Nullable String deliveryId,
            @Nullable String source,
            @Nullable String goal,
            @Nullable String replayOf,
            Instant receivedAt,
            @Nullable String verdict,
            @Nullable String reason,
            @Nullable String detail,
            @Nullable Condition condition,
            @Nullable Long more,
            @Nullable String session,
            @Nullable Instant decidedAt,
            boolean replayable) {}

    /// How many a filter means.
    ///
    /// @param replayable those of them that are whole in the log, and no replays themselves
    public record Count(long matching, long replayable) {}

    /// Where the whole of an event lies.
    public record Place(String event, Position position) {}

    /// Newest first, unless the paging says otherwise.
    ///
    /// @throws BadQueryException where the cursor is not of this sort, or a word is missing
    public Page<TriggerEvent> page(OrgId org, TriggerEventFilter filter, Paging paging) {
        SqlQuery query = TriggerEventQueries.page(filter, paging);
        return ViewDatabaseAccess.page(
                list(org, query),
                paging.limit(),
                event -> event,
                last ->
                        Cursor.encode(
                                TriggerEventQueries.SORT, last.receivedAt().toString(), last.id()));
    }

    public Optional<TriggerEvent> find(OrgId org, String id) {
        return list(org, TriggerEventQueries.one(id)).stream().findFirst();
    }

    /// What an event was done again as, oldest first; at most 200.
    public List<TriggerEvent> replaysOf(OrgId org, String id) {
        return list(org, TriggerEventQueries.replaysOf(id, MAX_REPLAYS));
    }

    /// @throws BadQueryException where a word is missing
    public Count count(OrgId org, TriggerEventFilter filter) {
        SqlQuery query = TriggerEventQueries.count(filter);
        return view.asOrg(
                        org,
                        connection ->
                                query.list(
                                        connection,
                                        row ->
                                                new Count(
                                                        row.getLong("matching"),
                                                        row.getLong("replayable"))))
                .getFirst();
    }

    /// Where those that are whole in the log, and no replays themselves, lie: oldest first, at most
    /// `limit`.
    ///
    /// @throws BadQueryException where a word is missing
    public List<Place> replayable(OrgId org, TriggerEventFilter filter, int limit) {
        return places(org, TriggerEventQueries.replayable(filter, limit));
    }

    /// Where one event lies; empty where it is not whole in the log, or is not there.
    public Optional<Place> replayable(OrgId org, String id) {
        return places(org, TriggerEventQueries.replayable(id)).stream().findFirst();
    }

    private List<Place> places(OrgId org, SqlQuery query) {
        return view.asOrg(
                org,
                connection ->
                        query.list(
                                connection,
                                row ->
                                        new Place(
                                                row.getString("event_id"),
                                                new Position(
                                                        row.getString("log_topic"),
                                                        row.getInt("log_part"),
                                                        row.getLong("log_offset")))));
    }

    private List<TriggerEvent> list(OrgId org, SqlQuery query) {
        return view.asOrg(org, connection -> query.list(connection, TriggerEventReader::event));
    }

    private static TriggerEvent event(ResultSet row) throws SQLException {
        String pointer = row.getString("pointer");
        return new TriggerEvent(
                row.getString("event_id"),
                row.getString("trigger_id"),
                row.getString("provider"),
                row.getString("event_type"),
                row.getString("action"),
                row.getString("delivery_id"),
                row.getString("source"),
                row.getString("goal"),
                row.getString("replay_of"),
                Objects.requireNonNull(ViewDatabaseAccess.instant(row, "received_at")),
                row.getString("verdict"),
                row.getString("reason"),
                row.getString("detail"),
                pointer == null
                        ? null
                        : new Condition(pointer, row.getString("expected"), row.getString("found")),
                row.getObject("more", Long.class),
                row.getString("session_id"),
                ViewDatabaseAccess.instant(row, "decided_at"),
                row.getBoolean("replayable"));
    }
}
