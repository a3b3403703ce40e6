package dev.workrail.projections.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.platform.db.Jdbc;
import dev.workrail.platform.db.TenantTx;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Runs the readers' queries, each as the org that asks. Thread-safe.
record ViewDatabaseAccess(TenantTx tenants, DataSource database) {
    <T> T asOrg(OrgId org, Jdbc.Work<T> work) {
        return tenants.call(org, () -> connected(work));
    }

    <T> T asNoOrg(Jdbc.Work<T> work) {
        return tenants.withoutOrg(() -> connected(work));
    }

    private <T> T connected(Jdbc.Work<T> work) {
        return Jdbc.call(database, "could not read a view", work);
    }

    /// The JSON document of a row.
    static <T> T doc(ResultSet row, Class<T> type) throws SQLException {
        return ContractsJson.read(row.getString("doc").getBytes(StandardCharsets.UTF_8), type);
    }

    static JsonNode json(ResultSet row, String column) throws SQLException {
        return ContractsJson.read(
                row.getString(column).getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    /// The name of an enum as it is on topics; columns use the same.
    static String wire(Enum<?> value) {
        return ContractsJson.toTree(value).textValue();
    }

    static <E extends Enum<E>> E unwire(String name, Class<E> type) {
        return ContractsJson.fromTree(TextNode.valueOf(name), type);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /// Makes a page of rows, of which one more than `limit` was asked for.
    static <R, T> Page<T> page(
            List<R> rows, int limit, Function<R, T> item, Function<R, String> cursor) {
        boolean more = rows.size() > limit;
        List<R> kept = more ? rows.subList(0, limit) : rows;
        List<T> items = new ArrayList<>(kept.size());
        kept.forEach(row -> items.add(item.apply(row)));
        return new Page<>(items, more ? cursor.apply(kept.getLast()) : null);
    }
}
