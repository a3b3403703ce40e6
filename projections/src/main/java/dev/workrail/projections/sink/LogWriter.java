package dev.workrail.projections.sink;

import dev.workrail.contracts.id.ClaimId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.session.EpochFilter;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.platform.kafka.Partition;
import dev.workrail.platform.kafka.Received;
import dev.workrail.projections.read.CheckpointBlobs;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Writes the events of `wr.sessions` that the epoch filter lets pass, and keeps every record for
/// the archive.
///
/// The filter of each session lies in its own row beside how far the session's log was read, so
/// that what an archive restored is not written again. Filters of sessions at work are also kept in
/// memory, until their transaction fails or the partition goes.
final class LogWriter implements TopicWriter<SessionRecord> {
    private static final String KNOWN =
            """
            select session_id, epoch, holder, next from view.session_filter
            where session_id = any(?)\
            """;

    /// Beyond every offset: whatever comes of an erased session was read long ago.
    private static final long NEVER = Long.MAX_VALUE;

    private final ArchiveStaging staging;
    private final Map<Partition, FilterCache> caches = new HashMap<>();

    LogWriter(ArchiveStaging staging) {
        this.staging = staging;
    }

    /// @param next offset of the first record not yet read
    record Reading(EpochFilter filter, long next) {
        static final Reading START = new Reading(EpochFilter.START, 0);
        static final Reading ERASED = new Reading(EpochFilter.START, NEVER);
    }

    /// What moves with the filters of a batch, by session.
    ///
    /// @param checkpoints what the last of each names in the blob store
    /// @param erased when each was, of those that are
    private record Beside(Map<String, CheckpointBlobs> checkpoints, Map<String, Instant> erased) {}

    @Override
    public OrgId orgOf(SessionRecord record) {
        return record.org();
    }

    @Override
    public void forget(Partition partition) {
        caches.remove(partition);
    }

    @Override
    public void write(
            Connection connection,
            OrgId org,
            Partition partition,
            List<Received<SessionRecord>> records)
            throws SQLException {
        FilterCache readings = caches.computeIfAbsent(partition, _ -> new FilterCache());
        load(connection, org, readings, records);
        Map<String, Instant> erased = SessionErasure.asked(records);
        erased.keySet().forEach(session -> readings.put(org, session, Reading.ERASED));
        LogRows rows = new LogRows();
        Map<String, CheckpointBlobs> checkpoints = new HashMap<>();
        List<Received<SessionRecord>> fresh = new ArrayList<>(records.size());
        Set<String> moved = new TreeSet<>();
        for (Received<SessionRecord> record : records) {
            String session = record.data().session().value();
            Reading reading = readings.get(org, session);
            if (record.offset() >= reading.next()) {
                EpochFilter.Verdict verdict = reading.filter().verdict(record.data());
                rows.add(record, verdict);
                if (verdict != EpochFilter.Verdict.VOID
                        && record.data() instanceof SessionRecord.Segment segment
                        && segment.checkpoint() != null) {
                    checkpoints.put(
                            session, CheckpointBlobs.of(segment.checkpoint(), segment.at()));
                }
                fresh.add(record);
                moved.add(session);
                EpochFilter after = reading.filter().after(record.data());
                readings.put(org, session, new Reading(after, record.offset() + 1));
            }
        }
        rows.execute(connection);
        SessionErasure.erase(connection, partition.index(), erased.keySet());
        moved.addAll(erased.keySet());
        save(connection, org, readings, moved, new Beside(checkpoints, erased));
        staging.log(connection, fresh);
    }

    private static void load(
            Connection connection,
            OrgId org,
            FilterCache readings,
            List<Received<SessionRecord>> records)
            throws SQLException {
        Set<String> unknown =
                records.stream()
                        .map(record -> record.data().session().value())
                        .filter(session -> !readings.knows(org, session))
                        .collect(Collectors.toCollection(TreeSet::new));
        if (!unknown.isEmpty()) {
            Queries.byKeys(
                    connection,
                    KNOWN,
                    unknown,
                    row -> readings.put(org, row.getString("session_id"), reading(row)));
        }
    }

    private static Reading reading(ResultSet row) throws SQLException {
        String holder = row.getString("holder");
        return new Reading(
                new EpochFilter(row.getLong("epoch"), holder == null ? null : new ClaimId(holder)),
                row.getLong("next"));
    }

    private static void save(
            Connection connection,
            OrgId org,
            FilterCache readings,
            Set<String> sessions,
            Beside beside)
            throws SQLException {
        Rows rows =
                Rows.insert(
                        "view.session_filter (session_id, epoch, holder, next, blobs, erased_at)",
                        """
                        on conflict (org_id, session_id) do update set epoch = excluded.epoch,
                            holder = excluded.holder, next = excluded.next,
                            blobs = case when excluded.erased_at is null
                                then coalesce(excluded.blobs, session_filter.blobs) end,
                            erased_at = coalesce(session_filter.erased_at, excluded.erased_at)\
                        """,
                        "text",
                        "bigint",
                        "text",
                        "bigint",
                        "jsonb",
                        "timestamptz");
        for (String session : sessions) {
            Reading reading = readings.get(org, session);
            ClaimId holder = reading.filter().holder();
            rows.add(
                    session,
                    reading.filter().epoch(),
                    holder == null ? null : holder.value(),
                    reading.next(),
                    beside.checkpoints().get(session),
                    Micros.of(beside.erased().get(session)));
        }
        rows.execute(connection);
        readings.trim();
    }
}
