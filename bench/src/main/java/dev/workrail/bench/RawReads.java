package dev.workrail.bench;

import dev.workrail.bench.history.Traits;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/// The baseline of reads: the documents of a page and of one session by plain SQL on one
/// connection, no HTTP, no authentication, no session of an org, nothing parsed. Not thread-safe.
final class RawReads implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement page;
    private final PreparedStatement one;
    private final SplittableRandom random = new SplittableRandom(2);
    private final long sessions;

    RawReads(ViewTables tables, long sessions) throws IOException, SQLException {
        this.sessions = sessions;
        this.connection = tables.connect();
        ViewTables.enter(connection, Traits.MAIN.value());
        this.page =
                connection.prepareStatement(
                        "select doc from view.session order by created_at desc, session_id desc"
                                + " limit "
                                + ReadQueries.PAGE);
        this.one = connection.prepareStatement("select doc from view.session where session_id = ?");
    }

    Map<String, Read> kinds() {
        Map<String, Read> kinds = new LinkedHashMap<>();
        kinds.put("raw SQL: a page", () -> read(page));
        kinds.put(
                "raw SQL: one session",
                () -> {
                    one.setString(1, Traits.session(random.nextLong(sessions)).value());
                    read(one);
                });
        return kinds;
    }

    private static void read(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                rows.getString(1);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
