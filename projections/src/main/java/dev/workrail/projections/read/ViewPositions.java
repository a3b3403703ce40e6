package dev.workrail.projections.read;

import dev.workrail.platform.db.TenantTx;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;

/// How far the views are. For readers who must see their own write. Thread-safe; blocks.
@Singleton
public final class ViewPositions {
    /// The longest wait.
    public static final Duration MAX_WAIT = Duration.ofSeconds(1);

    private static final String POLL_SECONDS = "0.02";

    private final ViewDatabaseAccess view;
    private final Clock clock;

    public ViewPositions(TenantTx tenants, DataSource database, Clock clock) {
        this.view = new ViewDatabaseAccess(tenants, database);
        this.clock = clock;
    }

    /// Waits until the rows of the record at `offset` can be read.
    ///
    /// Only topics that rows are written from straight have a position here.
    ///
    /// @param max at most [#MAX_WAIT]
    /// @return false where it takes longer, or the topic has no position: what is read is stale
    public boolean awaitPosition(String topic, int partition, long offset, Duration max) {
        Duration bound = max.compareTo(MAX_WAIT) < 0 ? max : MAX_WAIT;
        Instant deadline = clock.instant().plus(bound);
        return view.asNoOrg(connection -> {
            while (true) {
                long next = next(connection, topic, partition);
                if (next > offset) {
                    return true;
                }
                if (next < 0 || !clock.instant().isBefore(deadline)) {
                    return false;
                }
                pause(connection);
            }
        });
    }

    /// The offset behind the last record whose rows can be read; -1 where nothing was read yet.
    public long next(String topic, int partition) {
        return view.asNoOrg(connection -> next(connection, topic, partition));
    }

    private static long next(Connection connection, String topic, int partition)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select next from view.sink_position where topic = ? and part = ?")) {
            select.setString(1, topic);
            select.setInt(2, partition);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : -1;
            }
        }
    }

    /// The database waits, so that no clock of this process decides how often it is asked.
    private static void pause(Connection connection) throws SQLException {
        try (PreparedStatement sleep =
                connection.prepareStatement("select pg_sleep(" + POLL_SECONDS + ")")) {
            sleep.execute();
        }
    }
}
