package dev.workrail.projections.sink;

import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.view.DeadLetter;
import dev.workrail.platform.kafka.Partition;
import dev.workrail.platform.kafka.Received;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Writes dead letters. One without an org is the operator's.
final class DeadLetterWriter implements TopicWriter<DeadLetter> {
    @Override
    public OrgId orgOf(DeadLetter letter) {
        return letter.org() == null ? ConfigValue.Domain.OPERATOR : letter.org();
    }

    @Override
    public void write(
            Connection connection,
            OrgId org,
            Partition partition,
            List<Received<DeadLetter>> records)
            throws SQLException {
        Rows rows =
                Rows.insert(
                        "view.dead_letter (letter_id, topic, code, origin, at, doc)",
                        "on conflict do nothing",
                        "text",
                        "text",
                        "text",
                        "text",
                        "timestamptz",
                        "jsonb");
        for (Received<DeadLetter> record : records) {
            DeadLetter letter = record.data();
            rows.add(
                    letter.id(),
                    letter.topic(),
                    letter.code(),
                    letter.origin(),
                    Micros.of(letter.at()),
                    letter);
        }
        rows.execute(connection);
    }
}
