package dev.workrail.console.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;

/// Decides which relay publishes now.
///
/// A relay holds a PostgreSQL advisory lock on a connection of its own: when its process or its
/// connection dies, the lock is free. Taking it raises the epoch; whatever a relay marks, it marks
/// on that same connection and under that epoch, so that a relay whose lock is gone cannot mark.
final class RelayFence {
    /// Any number, the same in every console.
    private static final long RELAY_LOCK = 0x72656c61794c6f63L;

    private final DataSource database;
    private final String holder;
    private final Clock clock;

    RelayFence(DataSource database, String holder, Clock clock) {
        this.database = database;
        this.holder = holder;
        this.clock = clock;
    }

    /// Becomes the one relay, unless another is.
    Optional<Tenure> take() throws SQLException {
        Connection connection = database.getConnection();
        try {
            connection.setAutoCommit(true);
            if (tryLock(connection)) {
                return Optional.of(new Tenure(connection, raiseEpoch(connection)));
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        connection.close();
        return Optional.empty();
    }

    private static boolean tryLock(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            statement.setLong(1, RELAY_LOCK);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private long raiseEpoch(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        update admin.relay_fence set epoch = epoch + 1, holder = ?, taken_at = ?
                        returning epoch
                        """)) {
            statement.setString(1, holder);
            statement.setObject(2, OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)));
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("admin.relay_fence has no row: migrations did not run");
                }
                return row.getLong(1);
            }
        }
    }

    /// The time in which this relay is the one. Not thread-safe.
    static final class Tenure implements AutoCloseable {
        private final Connection connection;
        private final long epoch;

        private Tenure(Connection connection, long epoch) {
            this.connection = connection;
            this.epoch = epoch;
        }

        long epoch() {
            return epoch;
        }

        /// Runs `work` in a transaction that sees the outbox of every org and only commits while
        /// this tenure lasts.
        <T> T inTransaction(Work<T> work) throws SQLException, LockLostException {
            connection.setAutoCommit(false);
            try {
                expectEpoch();
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | LockLostException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }

        /// The row lock makes a take-over wait for our commit, and us see a take-over that came
        /// first.
        private void expectEpoch() throws SQLException, LockLostException {
            try (PreparedStatement statement =
                            connection.prepareStatement(
                                    """
                                    select epoch, set_config('workrail.relay', 'on', true)
                                    from admin.relay_fence for share
                                    """);
                    ResultSet row = statement.executeQuery()) {
                if (!row.next() || row.getLong(1) != epoch) {
                    throw new LockLostException("another relay has taken over epoch " + epoch);
                }
            }
        }

        @Override
        public void close() throws SQLException {
            try (connection;
                    PreparedStatement statement =
                            connection.prepareStatement("select pg_advisory_unlock(?)")) {
                statement.setLong(1, RELAY_LOCK);
                statement.execute();
            }
        }
    }

    /// Work within a tenure.
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }
}
