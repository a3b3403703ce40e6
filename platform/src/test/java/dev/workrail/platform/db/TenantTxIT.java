package dev.workrail.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.arjuna.ats.jta.common.jtaPropertyManager;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.embedded.DatabaseAccess;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.WorkrailBackend;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.agroal.narayana.NarayanaTransactionIntegration;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One pooled connection of the app's user, so that what a transaction leaves on it meets the next.
@WorkrailBackend(wipe = WorkrailBackend.Wipe.PER_TEST)
class TenantTxIT {
    private static final OrgId ACME = new OrgId("acme");
    private static final OrgId UMBRA = new OrgId("umbra");

    /// As the migrations of both schemas have it.
    private static final String TENANCY =
            """
            create function view.current_org() returns text language plpgsql stable as $$
            declare org text := current_setting('workrail.org', true);
            begin
                if org is null or org = '' then
                    raise exception 'workrail.org is not set' using errcode = '42501';
                end if;
                return org;
            end $$;
            create table view.note (
                org_id text not null default view.current_org(),
                id text not null, body text not null, primary key (org_id, id));
            alter table view.note enable row level security;
            alter table view.note force row level security;
            create policy tenant on view.note
                using (org_id = (select view.current_org()))
                with check (org_id = (select view.current_org()));
            """;

    private static final String ENDED_IN_COMMIT =
            """
            create function view.end_connection() returns trigger language plpgsql as $$
            begin
                perform pg_terminate_backend(pg_backend_pid());
                return null;
            end $$;
            create constraint trigger ended after insert on view.note
                deferrable initially deferred
                for each row execute function view.end_connection();
            """;

    private final Backend backend;
    private AgroalDataSource pool;
    private TransactionManager transactions;
    private TenantTx tenants;

    TenantTxIT(Backend backend) {
        this.backend = backend;
    }

    @BeforeEach
    void open() throws SQLException {
        try (Connection owner = backend.ownerDataSource().getConnection();
                Statement statement = owner.createStatement()) {
            statement.execute(TENANCY);
        }
        transactions = com.arjuna.ats.jta.TransactionManager.transactionManager();
        var synchronizations =
                jtaPropertyManager.getJTAEnvironmentBean().getTransactionSynchronizationRegistry();
        DatabaseAccess app = backend.app();
        pool =
                AgroalDataSource.from(
                        new AgroalDataSourceConfigurationSupplier()
                                .connectionPoolConfiguration(one ->
                                        one.maxSize(1)
                                                .acquisitionTimeout(Duration.ofSeconds(5))
                                                .transactionIntegration(
                                                        new NarayanaTransactionIntegration(
                                                                transactions, synchronizations))
                                                .connectionFactoryConfiguration(factory ->
                                                        factory.jdbcUrl(app.url())
                                                                .principal(
                                                                        new NamePrincipal(
                                                                                app.user()))
                                                                .credential(
                                                                        new SimplePassword(
                                                                                app.password())))));
        tenants = new TenantTx(pool, transactions);
        tenants.call(ACME, () -> run("insert into view.note (id, body) values ('1', 'a')"));
        tenants.call(UMBRA, () -> run("insert into view.note (id, body) values ('2', 'u')"));
    }

    @AfterEach
    void close() throws SystemException {
        transactions.setTransactionTimeout(0);
        pool.close();
    }

    @Test
    void shouldShowAnOrgItsOwnRowsAlone() {
        assertThat(tenants.<Integer>call(ACME, this::count)).isEqualTo(1);
        assertThat(
                        tenants.<Integer>call(
                                ACME, () -> run("update view.note set body = 'x' where id = '2'")))
                .isZero();
        assertThat(tenants.<Integer>call(ACME, () -> run("delete from view.note where id = '2'")))
                .isZero();
        assertThat(tenants.<Integer>call(UMBRA, this::count)).isEqualTo(1);
    }

    @Test
    void shouldRefuseARowThatNamesAnotherOrg() {
        assertThatThrownBy(() ->
                        tenants.call(
                                ACME,
                                () ->
                                        run(
                                                "insert into view.note (org_id, id, body)"
                                                        + " values ('umbra', '9', 'x')")))
                .hasMessageContaining("row-level security");
        assertThatThrownBy(() ->
                        tenants.call(ACME, () -> run("update view.note set org_id = 'umbra'")))
                .hasMessageContaining("row-level security");
    }

    @Test
    void shouldRaiseWithoutAnOrgAlsoOnAConnectionThatHadOne() throws SQLException {
        // given a connection on which a transaction-local setting has ended, which leaves it empty
        tenants.call(ACME, this::count);
        assertThat(tenants.withoutOrg(() -> text("select current_setting('workrail.org', true)")))
                .isEmpty();

        // then neither nothing is shown silently, nor a row without an org accepted
        assertThatThrownBy(() -> tenants.withoutOrg(this::count))
                .hasMessageContaining("workrail.org is not set");
        assertThatThrownBy(() ->
                        tenants.withoutOrg(
                                () -> run("insert into view.note (id, body) values ('', '')")))
                .hasMessageContaining("workrail.org is not set");
        assertThatThrownBy(() ->
                        tenants.withoutOrg(() ->
                                run(
                                        "insert into view.note (org_id, id, body)"
                                                + " values ('', '9', 'x')")))
                .hasMessageContaining("workrail.org is not set");
        try (Connection fresh = backend.appDataSource().getConnection();
                Statement statement = fresh.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("select * from view.note"))
                    .hasMessageContaining("workrail.org is not set");
        }
    }

    @Test
    void shouldUndoEverythingWhereWorkFails() {
        // when
        assertThatThrownBy(() ->
                        tenants.call(
                                ACME,
                                () -> {
                                    run("insert into view.note (id, body) values ('3', 'x')");
                                    throw new IllegalStateException("no");
                                }))
                .isInstanceOf(IllegalStateException.class);

        // then
        assertThat(tenants.<Integer>call(ACME, this::count)).isEqualTo(1);
    }

    @Test
    void shouldWriteForSeveralOrgsTogetherOrForNone() {
        // when
        tenants.acrossOrgs(orgs -> {
            orgs.enter(ACME);
            run("insert into view.note (id, body) values ('3', 'x')");
            orgs.enter(UMBRA);
            return run("insert into view.note (id, body) values ('4', 'x')");
        });
        assertThatThrownBy(() ->
                        tenants.acrossOrgs(orgs -> {
                            orgs.enter(ACME);
                            run("insert into view.note (id, body) values ('5', 'x')");
                            orgs.enter(UMBRA);
                            return run("insert into view.note (id, body) values ('4', 'x')");
                        }))
                .hasMessageContaining("duplicate key");

        // then
        assertThat(tenants.<Integer>call(ACME, this::count)).isEqualTo(2);
        assertThat(tenants.<Integer>call(UMBRA, this::count)).isEqualTo(2);
    }

    @Test
    void shouldRefuseATransactionWithinAnother() {
        assertThatThrownBy(() -> tenants.call(ACME, () -> tenants.call(UMBRA, this::count)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldNameTheDatabaseWhereItGoesAwayWithinACommit() throws SQLException {
        // given a server that ends the connection when its transaction is to be committed
        try (Connection owner = backend.ownerDataSource().getConnection();
                Statement statement = owner.createStatement()) {
            statement.execute(ENDED_IN_COMMIT);
        }

        // then what waits for it to come back can tell that it was this, and no fault of the work
        assertThatThrownBy(() ->
                        tenants.call(
                                ACME,
                                () -> run("insert into view.note (id, body) values ('3', 'x')")))
                .isInstanceOf(DatabaseException.class)
                .hasCauseInstanceOf(SQLException.class)
                .cause()
                .extracting(cause -> ((SQLException) cause).getSQLState())
                .isEqualTo("57P01");
    }

    @Test
    void shouldNameTheTimeLimitWhereATransactionIsTooSlow() throws SystemException {
        // given
        transactions.setTransactionTimeout(1);

        // then
        assertThatThrownBy(() -> tenants.call(ACME, this::waitUntilRolledBack))
                .isInstanceOf(DatabaseException.class)
                .hasCauseInstanceOf(SQLTransientException.class);
        assertThat(tenants.<Integer>call(ACME, this::count)).isEqualTo(1);
    }

    private int waitUntilRolledBack() {
        await().pollInSameThread()
                .until(transactions::getStatus, status -> status == Status.STATUS_ROLLEDBACK);
        return 0;
    }

    private int count() {
        return Integer.parseInt(text("select count(*) from view.note"));
    }

    private String text(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private int run(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
