package dev.workrail.projections.sink;

import dev.workrail.contracts.id.OrgId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// Remembers which orgs have rows, so that the archiver can enter each of them.
final class OrgDirectory {
    private final Set<OrgId> known = new HashSet<>();

    void add(Connection connection, OrgId org) throws SQLException {
        if (known.contains(org)) {
            return;
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into view.org (org_id) values (?) on conflict do nothing")) {
            insert.setString(1, org.value());
            insert.executeUpdate();
        }
    }

    /// Only what was committed need not be added again.
    void committed(Collection<OrgId> orgs) {
        known.addAll(orgs);
    }
}
