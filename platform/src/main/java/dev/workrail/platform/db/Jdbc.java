package dev.workrail.platform.db;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Work with a connection, whose faults are the database's.
public final class Jdbc {
    private Jdbc() {}

    /// What is done with a connection that somebody else opens and closes.
    @FunctionalInterface
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /// Does the work with a connection of the data source: within a [TenantTx], that of the
    /// transaction.
    ///
    /// @param task what fails where it fails, for the message: `could not read a view`
    /// @throws DatabaseException where the database refuses or is away
    public static <T> T call(DataSource database, String task, Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.with(connection);
        } catch (SQLException e) {
            throw new DatabaseException(task, e);
        }
    }
}
