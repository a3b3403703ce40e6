package dev.workrail.projections.read;

import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.view.DeadLetter;
import dev.workrail.platform.db.TenantTx;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Reads dead letters. Another org's are not there; those without an org are the operator's
/// ([#OPERATOR]). Thread-safe; blocks.
@Singleton
public final class DeadLetterReader {
    /// The org that letters without one belong to.
    public static final OrgId OPERATOR = ConfigValue.Domain.OPERATOR;

    private static final String SORT = "dead-letters";

    private final ViewDatabaseAccess view;

    public DeadLetterReader(TenantTx tenants, DataSource database) {
        this.view = new ViewDatabaseAccess(tenants, database);
    }

    /// Which letters. Every condition given must hold.
    ///
    /// @param topic where the record lay
    /// @param code why it was given up
    public record Filter(
            @Nullable String topic,
            @Nullable String code,
            @Nullable Instant from,
            @Nullable Instant until) {
        /// Every letter.
        public static final Filter ALL = new Filter(null, null, null, null);
    }

    public Optional<DeadLetter> find(OrgId org, String id) {
        SqlQuery query =
                new SqlQuery().add("select doc from view.dead_letter where letter_id = ?", id);
        return list(org, query).stream().findFirst();
    }

    /// How many letters a filter means: asked before they are replayed.
    public long count(OrgId org, Filter filter) {
        SqlQuery query = new SqlQuery().add("select count(*) from view.dead_letter where true");
        conditions(query, filter);
        return view.asOrg(org, connection -> query.list(connection, row -> row.getLong(1)))
                .getFirst();
    }

    /// Newest first, unless the paging says otherwise.
    public Page<DeadLetter> page(OrgId org, Filter filter, Paging paging) {
        Cursor cursor = Cursor.decode(paging.cursor(), SORT);
        SqlQuery query = new SqlQuery().add("select doc from view.dead_letter where true");
        conditions(query, filter);
        String direction = paging.ascending() ? "asc" : "desc";
        if (cursor != null) {
            String than = paging.ascending() ? ">" : "<";
            query.add("and at " + than + "= ?", cursor.instant());
            query.add("and (at, letter_id) " + than + " (?, ?)", cursor.instant(), cursor.id());
        }
        query.add("order by at " + direction + ", letter_id " + direction)
                .add("limit ?", paging.limit() + 1);
        return ViewDatabaseAccess.page(
                list(org, query),
                paging.limit(),
                letter -> letter,
                last ->
                        Cursor.encode(
                                SORT,
                                last.at()
                                        .truncatedTo(java.time.temporal.ChronoUnit.MICROS)
                                        .toString(),
                                last.id()));
    }

    private List<DeadLetter> list(OrgId org, SqlQuery query) {
        return view.asOrg(
                org,
                connection ->
                        query.list(
                                connection, row -> ViewDatabaseAccess.doc(row, DeadLetter.class)));
    }

    private static void conditions(SqlQuery query, Filter filter) {
        if (filter.topic() != null) {
            query.add("and topic = ?", filter.topic());
        }
        if (filter.code() != null) {
            query.add("and code = ?", filter.code());
        }
        if (filter.from() != null) {
            query.add("and at >= ?", filter.from());
        }
        if (filter.until() != null) {
            query.add("and at < ?", filter.until());
        }
    }
}
