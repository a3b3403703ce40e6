package dev.workrail.projections;

import com.arjuna.ats.jta.common.jtaPropertyManager;
import dev.workrail.embedded.DatabaseAccess;
import dev.workrail.platform.db.TenantTx;
import dev.workrail.testkit.Backend;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.agroal.narayana.NarayanaTransactionIntegration;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import javax.sql.DataSource;

/// Schema `view` as a role has it: pooled connections of the app's user in transactions of a real
/// transaction manager.
public final class ViewDatabase implements AutoCloseable {
    private final Backend backend;
    private final AgroalDataSource pool;
    private final TenantTx tenants;

    public ViewDatabase(Backend backend, String url) throws SQLException {
        this.backend = backend;
        backend.migrate("view", "classpath:db/view");
        TransactionManager transactions =
                com.arjuna.ats.jta.TransactionManager.transactionManager();
        var synchronizations =
                jtaPropertyManager.getJTAEnvironmentBean().getTransactionSynchronizationRegistry();
        DatabaseAccess app = backend.app();
        this.pool =
                AgroalDataSource.from(
                        new AgroalDataSourceConfigurationSupplier()
                                .connectionPoolConfiguration(pool ->
                                        pool.maxSize(8)
                                                .acquisitionTimeout(Duration.ofSeconds(5))
                                                .transactionIntegration(
                                                        new NarayanaTransactionIntegration(
                                                                transactions, synchronizations))
                                                .connectionFactoryConfiguration(factory ->
                                                        factory.jdbcUrl(url)
                                                                .principal(
                                                                        new NamePrincipal(
                                                                                app.user()))
                                                                .credential(
                                                                        new SimplePassword(
                                                                                app.password())))));
        this.tenants = new TenantTx(pool, transactions);
    }

    public TenantTx tenants() {
        return tenants;
    }

    public DataSource pool() {
        return pool;
    }

    /// Drops the schema with all that is in it and makes it anew, empty.
    public void dropAndMigrate() throws SQLException {
        try (Connection connection = backend.ownerDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema view cascade");
        }
        backend.migrate("view", "classpath:db/view");
    }

    /// Every row of a table of one org, as text, in order of the text.
    public List<String> rows(String org, String sql) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = backend.appDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set workrail.org = '" + org + "'");
            try (ResultSet found = statement.executeQuery(sql)) {
                ResultSetMetaData columns = found.getMetaData();
                while (found.next()) {
                    TreeMap<String, String> row = new TreeMap<>();
                    for (int i = 1; i <= columns.getColumnCount(); i++) {
                        row.put(columns.getColumnName(i), String.valueOf(found.getString(i)));
                    }
                    rows.add(row.toString());
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        rows.sort(null);
        return rows;
    }

    /// The only value of a query.
    public String value(String org, String sql) {
        List<String> rows = rows(org, sql);
        return rows.isEmpty() ? "" : rows.getFirst().replaceAll("^\\{[^=]*=|\\}$", "");
    }

    @Override
    public void close() {
        pool.close();
    }
}
