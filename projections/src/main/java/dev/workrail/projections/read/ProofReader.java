package dev.workrail.projections.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.view.ProofRecord;
import dev.workrail.platform.db.TenantTx;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Reads proof records. Another org's are not there. Thread-safe; blocks.
@Singleton
public final class ProofReader {
    private static final String SORT = "proofs";

    /// Digits of a commit's id that have an index.
    private static final int SHORT = 7;

    private final ViewDatabaseAccess view;

    public ProofReader(TenantTx tenants, DataSource database) {
        this.view = new ViewDatabaseAccess(tenants, database);
    }

    /// Which records. Every condition given must hold.
    ///
    /// @param commit the first 7 digits of its id or more, in lower case
    /// @param branch without `refs/heads/`
    /// @param session that made or verified the commit
    /// @param from changed at or after
    /// @param until changed before
    public record Filter(
            @Nullable String commit,
            @Nullable String branch,
            @Nullable String pullRequest,
            @Nullable SessionId session,
            ProofRecord.@Nullable Verdict verdict,
            @Nullable Instant from,
            @Nullable Instant until) {
        /// Every record.
        public static final Filter ALL = new Filter(null, null, null, null, null, null, null);
    }

    /// @param commit the whole commit id
    public Optional<ProofRecord> find(OrgId org, String commit) {
        SqlQuery query =
                new SqlQuery().add("select doc from view.proof_record where commit_id = ?", commit);
        return view
                .asOrg(
                        org,
                        connection ->
                                query.list(
                                        connection,
                                        row -> ViewDatabaseAccess.doc(row, ProofRecord.class)))
                .stream()
                .findFirst();
    }

    /// The DSSE envelope of a record, as JSON; empty where there is no record.
    ///
    /// @param commit the whole commit id
    public Optional<JsonNode> envelope(OrgId org, String commit) {
        SqlQuery query =
                new SqlQuery()
                        .add("select envelope from view.proof_record where commit_id = ?", commit)
                        .add("and envelope is not null");
        return view
                .asOrg(
                        org,
                        connection ->
                                query.list(
                                        connection,
                                        row -> ViewDatabaseAccess.json(row, "envelope")))
                .stream()
                .findFirst();
    }

    /// A key that signs or signed the org's records.
    ///
    /// @param publicKey PEM
    public record PublicKey(String id, String publicKey, Instant madeAt) {}

    /// Every key, the newest first.
    public List<PublicKey> keys(OrgId org) {
        SqlQuery query =
                new SqlQuery()
                        .add("select key_id, public_key, made_at from view.signing_key")
                        .add("order by made_at desc, key_id");
        return view.asOrg(
                org,
                connection ->
                        query.list(
                                connection,
                                row ->
                                        new PublicKey(
                                                row.getString("key_id"),
                                                row.getString("public_key"),
                                                Objects.requireNonNull(
                                                        ViewDatabaseAccess.instant(
                                                                row, "made_at")))));
    }

    /// Last changed first, unless the paging says otherwise.
    public Page<ProofRecord> page(OrgId org, Filter filter, Paging paging) {
        return page(org, filter, paging, "", (_, record) -> record);
    }

    /// A record with its DSSE envelope.
    ///
    /// @param envelope absent for a row of before records were signed
    public record Signed(ProofRecord record, @Nullable JsonNode envelope) {}

    /// As [#page], with the envelopes.
    public Page<Signed> signedPage(OrgId org, Filter filter, Paging paging) {
        return page(
                org,
                filter,
                paging,
                ", p.envelope",
                (row, record) ->
                        new Signed(
                                record,
                                row.getString("envelope") == null
                                        ? null
                                        : ViewDatabaseAccess.json(row, "envelope")));
    }

    /// Makes an item of a row and the record in it.
    @FunctionalInterface
    private interface Item<T> {
        T of(ResultSet row, ProofRecord record) throws SQLException;
    }

    private record Row<T>(T item, String updatedAt, String commit) {}

    /// @param columns that `item` needs beside the record
    private <T> Page<T> page(
            OrgId org, Filter filter, Paging paging, String columns, Item<T> item) {
        Cursor cursor = Cursor.decode(paging.cursor(), SORT);
        SqlQuery query =
                new SqlQuery()
                        .add("select p.doc, p.updated_at" + columns + " from view.proof_record p");
        conditions(query, filter);
        String direction = paging.ascending() ? "asc" : "desc";
        if (cursor != null) {
            String than = paging.ascending() ? ">" : "<";
            query.add("and p.updated_at " + than + "= ?", cursor.instant());
            query.add(
                    "and (p.updated_at, p.commit_id) " + than + " (?, ?)",
                    cursor.instant(),
                    cursor.id());
        }
        query.add("order by p.updated_at " + direction + ", p.commit_id " + direction)
                .add("limit ?", paging.limit() + 1);
        List<Row<T>> rows =
                view.asOrg(org, connection -> query.list(connection, row -> row(row, item)));
        return ViewDatabaseAccess.page(
                rows,
                paging.limit(),
                Row::item,
                last -> Cursor.encode(SORT, last.updatedAt(), last.commit()));
    }

    private static <T> Row<T> row(ResultSet row, Item<T> item) throws SQLException {
        ProofRecord record = ViewDatabaseAccess.doc(row, ProofRecord.class);
        return new Row<>(
                item.of(row, record),
                String.valueOf(ViewDatabaseAccess.instant(row, "updated_at")),
                record.subject().commit());
    }

    private static void conditions(SqlQuery query, Filter filter) {
        if (filter.session() != null) {
            query.add("join view.proof_session s on s.org_id = p.org_id");
            query.add("and s.commit_id = p.commit_id");
            query.add("where s.session_id = ?", filter.session().value());
        } else {
            query.add("where true");
        }
        if (filter.commit() != null) {
            if (filter.commit().length() < SHORT) {
                throw new BadQueryException(
                        "commit", "expected %d digits or more".formatted(SHORT), null);
            }
            query.add("and p.short = ?", filter.commit().substring(0, SHORT));
            query.add("and starts_with(p.commit_id, ?)", filter.commit());
        }
        if (filter.branch() != null) {
            query.add("and p.branch = ?", filter.branch());
        }
        if (filter.pullRequest() != null) {
            query.add("and p.pull_request = ?", filter.pullRequest());
        }
        if (filter.verdict() != null) {
            query.add("and p.verdict = ?", ViewDatabaseAccess.wire(filter.verdict()));
        }
        if (filter.from() != null) {
            query.add("and p.updated_at >= ?", filter.from());
        }
        if (filter.until() != null) {
            query.add("and p.updated_at < ?", filter.until());
        }
    }
}
