package dev.workrail.projections.sink;

import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.view.DeadLetter;
import dev.workrail.platform.kafka.Partition;
import dev.workrail.platform.kafka.Received;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
                        "view.dead_letter (letter_id, topic, code, origin, at, doc, session_id)",
                        "on conflict do nothing",
                        "text",
                        "text",
                        "text",
                        "text",
                        "timestamptz",
                        "jsonb",
                        "text");
        Set<String> erased = SessionErasure.among(connection, records, DeadLetterWriter::session);
        for (Received<DeadLetter> record : records) {
            String session = session(record);
            if (session == null || !erased.contains(session)) {
                add(rows, record.data(), session);
            }
        }
        rows.execute(connection);
    }

    /// The session whose record or delivery the letter holds.
    private static @Nullable String session(Received<DeadLetter> record) {
        String topic = record.data().topic();
        return topic.equals(Topics.SESSIONS.name())
                ? record.data().key()
                : topic.equals(Topics.DELIVERIES.name()) ? SessionErasure.subject(record) : null;
    }

    private static void add(Rows rows, DeadLetter letter, @Nullable String session) {
        rows.add(
                letter.id(),
                letter.topic(),
                letter.code(),
                letter.origin(),
                Micros.of(letter.at()),
                letter,
                session);
    }
}
