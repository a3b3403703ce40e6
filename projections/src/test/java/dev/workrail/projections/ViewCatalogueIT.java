package dev.workrail.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workrail.testkit.Backend;
import dev.workrail.testkit.WorkrailBackend;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Walks the catalogue: a table someone forgot to put under its org fails here.
@WorkrailBackend
class ViewCatalogueIT {
    /// Tables of no org, each with the reason.
    private static final Set<String> OF_NO_ORG =
            Set.of(
                    // How far the sink is: topics and numbers.
                    "sink_position",
                    // Which orgs there are, so that the archiver can enter each: names.
                    "org",
                    // Which orgs nothing is kept of any more: names and counts.
                    "erased_org",
                    // Flyway's own.
                    "flyway_schema_history");

    @BeforeAll
    static void migrate(Backend backend) {
        backend.migrate("view", "classpath:db/view");
    }

    @Test
    void shouldPutEveryTableUnderItsOrg(Backend backend) throws SQLException {
        List<String> tables =
                query(backend, "select tablename from pg_tables where schemaname = 'view'");
        tables.removeAll(OF_NO_ORG);

        assertThat(tables).hasSizeGreaterThan(10);
        for (String table : tables) {
            assertThat(
                            query(
                                    backend,
                                    "select relrowsecurity and relforcerowsecurity from pg_class"
                                            + " where oid = 'view."
                                            + table
                                            + "'::regclass"))
                    .as("row-level security of %s is forced", table)
                    .containsExactly("t");
            assertThat(
                            query(
                                    backend,
                                    "select polqual is not null and polwithcheck is not null"
                                            + " from pg_policy where polrelid = 'view."
                                            + table
                                            + "'::regclass"))
                    .as("policy of %s for reading and writing", table)
                    .containsExactly("t");
            assertThat(
                            query(
                                    backend,
                                    "select column_default from information_schema.columns where"
                                            + " table_schema = 'view' and table_name = '"
                                            + table
                                            + "' and column_name = 'org_id' and is_nullable = 'NO'"))
                    .as("org_id of %s is filled by the database", table)
                    .containsExactly("view.current_org()");
            assertThat(
                            query(
                                    backend,
                                    "select indexrelid::regclass from pg_index i join pg_attribute a"
                                            + " on a.attrelid = i.indrelid and a.attnum = i.indkey[0]"
                                            + " where i.indrelid = 'view."
                                            + table
                                            + "'::regclass and a.attname <> 'org_id'"))
                    .as("every index of %s begins with org_id", table)
                    .isEmpty();
        }
    }

    @Test
    void shouldRefuseEveryStatementWithoutAnOrg(Backend backend) throws SQLException {
        try (Connection connection = backend.appDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("select * from view.session"))
                    .hasMessageContaining("workrail.org is not set");
            // A pooled connection is left with an empty setting, not with none.
            connection.setAutoCommit(false);
            statement.execute("select set_config('workrail.org', 'acme', true)");
            statement.executeQuery("select * from view.session").close();
            connection.commit();
            assertThatThrownBy(() -> statement.executeQuery("select * from view.session"))
                    .hasMessageContaining("workrail.org is not set");
        }
    }

    @Test
    void shouldRefuseARowOfAnotherOrg(Backend backend) throws SQLException {
        try (Connection connection = backend.appDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select set_config('workrail.org', 'acme', false)");
            assertThatThrownBy(() ->
                            statement.execute(
                                    "insert into view.session_filter (org_id, session_id, epoch, next)"
                                            + " values ('globex', 's', 1, 1)"))
                    .hasMessageContaining("row-level security");
        }
    }

    private static List<String> query(Backend backend, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = backend.ownerDataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
