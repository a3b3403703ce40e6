package dev.workrail.projections.read;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.platform.db.TenantTx;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Reads statistics by hour and day. Another org's are not there. Thread-safe; blocks.
@Singleton
public final class StatReader {
    private static final String SUMS =
            """
            select %s bucket, sum(accepted) accepted, sum(success) success, sum(error) error,
                sum(timeout) timeout, sum(stuck) stuck, sum(cancelled) cancelled,
                sum(killed) killed, sum(escalated) escalated, sum(input_tokens) input_tokens,
                sum(output_tokens) output_tokens, sum(cost_micros) cost_micros,
                sum(waited) waited, sum(wait_ms) wait_ms, sum(ran) ran, sum(run_ms) run_ms,
                sum(delivered) delivered, sum(failed) failed
            """;

    private final ViewDatabaseAccess view;

    public StatReader(TenantTx tenants, DataSource database) {
        this.view = new ViewDatabaseAccess(tenants, database);
    }

    /// How long one point is.
    public enum Unit {
        HOUR("hour"),
        DAY("day");

        private final String trunc;

        Unit(String trunc) {
            this.trunc = trunc;
        }
    }

    /// What the whole is split by.
    public enum By {
        WORKFLOW("workflow_id"),
        TRIGGER("trigger_id");

        private final String column;

        By(String column) {
            this.column = column;
        }
    }

    /// Of which sessions. Both conditions must hold.
    public record Of(@Nullable String workflow, @Nullable String trigger) {
        public static final Of ALL = new Of(null, null);
    }

    /// Points in which something happened, oldest first.
    ///
    /// @param from first point that begins at or after
    /// @param until points that begin before
    /// @param of one workflow or trigger alone; deliveries are then left out
    public List<StatPoint> points(OrgId org, Unit unit, Instant from, Instant until, Of of) {
        SqlQuery query = new SqlQuery().add(SUMS.formatted("bucket"));
        parts(query, unit, from, until, of);
        query.add("group by bucket order by bucket");
        return view.asOrg(org, connection -> query.list(connection, StatReader::point));
    }

    /// The whole of the time for each workflow or trigger in which something happened, the dearest
    /// first; at most 1000.
    ///
    /// @param of as for [#points]
    public List<StatGroup> groups(OrgId org, Unit unit, Instant from, Instant until, Of of, By by) {
        SqlQuery query =
                new SqlQuery()
                        .add(SUMS.formatted("cast(? as timestamptz)"), from)
                        .add(", " + by.column + " key");
        sums(query, unit, from, until, of);
        query.add(") parts group by key order by cost_micros desc, accepted desc, key limit 1000");
        return view.asOrg(
                org,
                connection ->
                        query.list(
                                connection,
                                row -> new StatGroup(row.getString("key"), point(row))));
    }

    /// What happened to a workflow's sessions in all; a point that begins at `from`.
    ///
    /// @param from whole UTC days that begin at or after
    /// @param until days that begin before
    public StatPoint total(OrgId org, Instant from, Instant until, String workflow) {
        SqlQuery query = new SqlQuery().add(SUMS.formatted("cast(? as timestamptz)"), from);
        parts(query, Unit.DAY, from, until, new Of(workflow, null));
        return view.asOrg(org, connection -> query.list(connection, StatReader::point)).getFirst();
    }

    private static void parts(SqlQuery query, Unit unit, Instant from, Instant until, Of of) {
        sums(query, unit, from, until, of);
        if (of.equals(Of.ALL)) {
            query.add("union all select date_trunc('" + unit.trunc + "', at, 'UTC'), '', '',");
            query.add("0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,");
            query.add("count(*) filter (where delivered),");
            query.add("count(*) filter (where not delivered and not pending and not superseded)");
            query.add("from view.delivery where at >= ? and at < ? group by 1", from, until);
        }
        query.add(") parts");
    }

    private static void sums(SqlQuery query, Unit unit, Instant from, Instant until, Of of) {
        query.add("from (select bucket, workflow_id, trigger_id, accepted, success, error,");
        query.add("timeout, stuck, cancelled, killed, escalated, input_tokens, output_tokens,");
        query.add("cost_micros, waited, wait_ms, ran, run_ms, 0 delivered, 0 failed");
        query.add(
                "from view.stat_" + unit.trunc + " where bucket >= ? and bucket < ?", from, until);
        if (of.workflow() != null) {
            query.add("and workflow_id = ?", of.workflow());
        }
        if (of.trigger() != null) {
            query.add("and trigger_id = ?", of.trigger());
        }
    }

    private static StatPoint point(ResultSet row) throws SQLException {
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            long count = row.getLong(ViewDatabaseAccess.wire(outcome));
            if (count != 0) {
                outcomes.put(outcome, count);
            }
        }
        return new StatPoint(
                Objects.requireNonNull(ViewDatabaseAccess.instant(row, "bucket")),
                row.getLong("accepted"),
                outcomes,
                row.getLong("input_tokens"),
                row.getLong("output_tokens"),
                row.getLong("cost_micros"),
                average(row.getLong("wait_ms"), row.getLong("waited")),
                average(row.getLong("run_ms"), row.getLong("ran")),
                row.getLong("delivered"),
                row.getLong("failed"));
    }

    private static @Nullable Long average(long sum, long count) {
        return count == 0 ? null : sum / count;
    }
}
