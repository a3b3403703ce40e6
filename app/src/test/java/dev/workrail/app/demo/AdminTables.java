package dev.workrail.app.demo;

import static org.awaitility.Awaitility.await;

import dev.workrail.contracts.config.ConfigRecord;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.json.ContractsJson;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A look into schema `admin` of an instance, as the user that its roles query as. Not thread-safe.
final class AdminTables implements AutoCloseable {
    private final String url;
    private final String user;
    private final String password;
    private final Connection connection;

    private AdminTables(String url, String user, String password) throws SQLException {
        this.url = url;
        this.user = user;
        this.password = password;
        this.connection = connect();
        set("workrail.relay", "on");
    }

    /// @param beside the environment of a process that uses the same database
    static AdminTables of(Map<String, String> beside) throws SQLException {
        return new AdminTables(
                beside.get("DATABASE"),
                beside.get("WORKRAIL_DATABASE_USERNAME"),
                beside.get("WORKRAIL_DATABASE_PASSWORD"));
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /// The configuration as it is, by its key on the log.
    Map<String, ConfigRecord> configuration(List<String> orgs) throws SQLException {
        Map<String, ConfigRecord> entries = new TreeMap<>();
        for (String org : orgs) {
            set("workrail.org", org);
            try (ResultSet row = query("select version, value::text from admin.config_entry")) {
                while (row.next()) {
                    ConfigValue value =
                            ContractsJson.read(
                                    row.getString(2).getBytes(StandardCharsets.UTF_8),
                                    ConfigValue.class);
                    entries.put(value.key().toString(), ConfigRecord.of(row.getLong(1), value));
                }
            }
        }
        return entries;
    }

    /// The process that relays now, or did last and is not replaced yet; 0 before the first.
    long relay() throws SQLException {
        return number(
                """
                select case when holder like 'process %' then substr(holder, 9)::bigint else 0 end
                from admin.relay_fence
                """);
    }

    long unpublished() throws SQLException {
        return number("select count(*) from admin.outbox where published_at is null");
    }

    /// The offset of the last record that a relay marked as published; -1 before the first.
    long lastMarked() throws SQLException {
        return number(
                "select coalesce(max(split_part(position, ':', 2)::bigint), -1) from admin.outbox");
    }

    /// The relay at rest: it waits for a row until this is closed.
    final class Held implements AutoCloseable {
        private final Connection lock;

        private Held(Connection lock) {
            this.lock = lock;
        }

        @Override
        public void close() throws SQLException {
            lock.rollback();
            lock.close();
        }
    }

    /// Has the relay wait at its next transaction.
    Held holdRelay(Duration max) throws SQLException {
        Connection lock = connect();
        lock.setAutoCommit(false);
        lock.createStatement().execute("select 1 from admin.relay_fence for update");
        await().atMost(max)
                .pollInterval(Duration.ofMillis(10))
                .until(() ->
                        number(
                                        """
                                        select count(*) from pg_stat_activity
                                        where wait_event_type = 'Lock'
                                          and query like '%admin.relay_fence for share%'
                                        """)
                                > 0);
        return new Held(lock);
    }

    private long number(String sql) throws SQLException {
        try (ResultSet row = query(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private ResultSet query(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.closeOnCompletion();
        return statement.executeQuery();
    }

    private void set(String name, String value) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select set_config(?, ?, false)")) {
            statement.setString(1, name);
            statement.setString(2, value);
            statement.execute();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
