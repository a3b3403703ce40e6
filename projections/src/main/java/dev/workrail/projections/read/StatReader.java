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
        HOUR,
        DAY
    }

    /// Points in which something happened, oldest first.
    ///
    /// @param from first point that begins at or after
    /// @param until points that begin before
    /// @param workflow of one workflow alone; deliveries are then left out
    public List<StatPoint> points(
            OrgId org, Unit unit, Instant from, Instant until, @Nullable String workflow) {
        SqlQuery query = query(unit, from, until, workflow);
        return view.asOrg(org, connection -> query.list(connection, StatReader::point));
    }

    /// What happened to a workflow's sessions in all; a point that begins at `from`.
    ///
    /// @param from whole UTC days that begin at or after
    /// @param until days that begin before
    public StatPoint total(OrgId org, Instant from, Instant until, String workflow) {
        SqlQuery query = new SqlQuery().add(SUMS.formatted("cast(? as timestamptz)"), from);
        parts(query, Unit.DAY, from, until, workflow);
        return view.asOrg(org, connection -> query.list(connection, StatReader::point)).getFirst();
    }

    private static SqlQuery query(
            Unit unit, Instant from, Instant until, @Nullable String workflow) {
        SqlQuery query = new SqlQuery().add(SUMS.formatted("bucket"));
        parts(query, unit, from, until, workflow);
        return query.add("group by bucket order by bucket");
    }

    private static void parts(
            SqlQuery query, Unit unit, Instant from, Instant until, @Nullable String workflow) {
        String table = unit == Unit.HOUR ? "view.stat_hour" : "view.stat_day";
        String trunc = unit == Unit.HOUR ? "hour" : "day";
        query.add("from (select bucket, accepted, success, error, timeout, stuck, cancelled,");
        query.add("killed, escalated, input_tokens, output_tokens, cost_micros, waited, wait_ms,");
        query.add("ran, run_ms, 0 delivered, 0 failed from " + table);
        query.add("where bucket >= ? and bucket < ?", from, until);
        if (workflow != null) {
            query.add("and workflow_id = ?", workflow);
        } else {
            query.add("union all select date_trunc('" + trunc + "', at, 'UTC'),");
            query.add("0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,");
            query.add("count(*) filter (where delivered), count(*) filter (where not delivered)");
            query.add("from view.delivery where at >= ? and at < ? group by 1", from, until);
        }
        query.add(") parts");
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
