package dev.workrail.bench;

import dev.workrail.testkit.process.InstanceData;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The database of an instance under test, seen past it: as the user that owns its tables.
final class ViewTables {
    private final InstanceData data;

    /// Of the instance that keeps its data in `data` and runs.
    ViewTables(Path data) {
        this.data = new InstanceData(data);
    }

    Connection connect() throws IOException, SQLException {
        Map<String, String> users = data.environment();
        return DriverManager.getConnection(
                data.database(),
                users.get("WORKRAIL_DATABASE_OWNER_USERNAME"),
                users.get("WORKRAIL_DATABASE_OWNER_PASSWORD"));
    }

    /// Lets what follows on this connection see one org's rows.
    static void enter(Connection connection, String org) throws SQLException {
        try (PreparedStatement set =
                connection.prepareStatement("select set_config('workrail.org', ?, false)")) {
            set.setString(1, org);
            set.execute();
        }
    }

    /// How far the sink has come in each partition, by `topic-partition`.
    static Map<String, Long> positions(Connection connection) throws SQLException {
        Map<String, Long> positions = new HashMap<>();
        try (Statement select = connection.createStatement();
                ResultSet rows =
                        select.executeQuery("select topic, part, next from view.sink_position")) {
            while (rows.next()) {
                positions.put(rows.getString(1) + "-" + rows.getInt(2), rows.getLong(3));
            }
        }
        return positions;
    }

    /// Sessions of `orgs` that are in the views, each once more where it ended.
    static long acceptedAndEnded(Connection connection, List<String> orgs) throws SQLException {
        long sum = 0;
        for (String org : orgs) {
            enter(connection, org);
            try (Statement select = connection.createStatement();
                    ResultSet row =
                            select.executeQuery(
                                    """
                                    select coalesce(sum(accepted + success + error + timeout + stuck
                                        + cancelled + killed + escalated), 0) from view.stat_day\
                                    """)) {
                row.next();
                sum += row.getLong(1);
            }
        }
        return sum;
    }
}
