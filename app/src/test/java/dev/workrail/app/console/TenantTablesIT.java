package dev.workrail.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// Walks the catalogue: whatever holds rows of orgs is out of reach of every other.
@QuarkusTest
@QuarkusTestResource(ConsoleBackend.class)
class TenantTablesIT {
    /// Tables that belong to no org. A new one needs a reason here.
    private static final Set<String> GLOBAL =
            Set.of(
                    "admin.flyway_schema_history", // which migrations ran
                    "admin.org_directory", // which orgs there are
                    "admin.deleted_org", // which orgs there were
                    "admin.credential_locator", // finds a key's org before any org is known
                    "admin.setup", // the set-up token
                    "admin.account", // a person, who may belong to several orgs
                    "admin.account_member", // finds a person's orgs before any org is known
                    "admin.sign_in", // finds a person before any org is known
                    "admin.sign_in_failure", // wrong passwords, of nobody who is known
                    "admin.reset_link", // finds a person before any org is known
                    "admin.relay_fence", // which relay publishes
                    "view.flyway_schema_history",
                    "view.erased_org", // which orgs nothing is kept of, for whoever waits
                    "view.org", // which orgs have rows, for the archiver
                    "view.sink_position"); // how far the views are

    private static final String TABLES =
            """
            select n.nspname || '.' || c.relname as name,
                   c.relrowsecurity and c.relforcerowsecurity as forced,
                   exists (select 1 from pg_policy p where p.polrelid = c.oid) as policy,
                   exists (select 1 from pg_attribute a where a.attrelid = c.oid
                           and a.attname = 'org_id' and a.attnotnull and a.atthasdef) as org,
                   exists (select 1 from pg_index i join pg_attribute a
                           on a.attrelid = c.oid and a.attnum = i.indkey[0]
                           where i.indrelid = c.oid and a.attname = 'org_id') as indexed,
                   pg_get_userbyid(c.relowner) as owner
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('admin', 'view') and c.relkind in ('r', 'p')
            order by 1
            """;

    @Inject DataSource database;

    @Test
    void shouldPutEveryTenantTableUnderItsOrg() throws Exception {
        // given
        List<String> wrong = new ArrayList<>();
        int walked = 0;

        // when
        try (Connection connection = database.getConnection();
                ResultSet row = connection.createStatement().executeQuery(TABLES)) {
            while (row.next()) {
                walked++;
                String name = row.getString("name");
                boolean guarded =
                        row.getBoolean("forced")
                                && row.getBoolean("policy")
                                && row.getBoolean("org")
                                && row.getBoolean("indexed");
                if (!GLOBAL.contains(name) && !guarded) {
                    wrong.add(name);
                }
                assertThat(row.getString("owner")).isEqualTo("workrail_owner");
            }
        }

        // then
        assertThat(wrong).isEmpty();
        assertThat(walked).isGreaterThan(GLOBAL.size());
    }

    @Test
    void shouldQueryAsAUserThatIsBoundByThePolicies() throws Exception {
        try (Connection connection = database.getConnection();
                ResultSet row =
                        connection
                                .createStatement()
                                .executeQuery(
                                        """
                                        select current_user, rolsuper, rolbypassrls from pg_roles
                                        where rolname = current_user
                                        """)) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("workrail_app");
            assertThat(row.getBoolean(2) || row.getBoolean(3)).isFalse();
        }
    }
}
