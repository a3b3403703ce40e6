package dev.workrail.projections.sink;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.topic.Topic;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.view.SessionView;
import dev.workrail.platform.db.Jdbc;
import dev.workrail.platform.db.TenantTx;
import dev.workrail.platform.kafka.Partition;
import dev.workrail.platform.kafka.PartitionHandler;
import dev.workrail.platform.kafka.Received;
import dev.workrail.projections.attest.ProofSigner;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;

/// The sink: one transaction for each batch of one partition, which first moves the partition's
/// position and then writes the rows of one org after another.
///
/// Each record takes effect once. Where a commit's outcome is unknown, the position tells. A member
/// whose partition went to another finds the position moved and writes nothing. Used by one
/// consumer loop, on its thread.
public final class ViewSink implements PartitionHandler<Object> {
    /// What the sink reads: in one loop, so that a session that is over has its events, too.
    public static final List<Topic> TOPICS =
            List.of(
                    Topics.SESSION_VIEWS,
                    Topics.PROOF_VIEWS,
                    Topics.SESSIONS,
                    Topics.TRIGGERS,
                    Topics.REFUSED_WEBHOOKS,
                    Topics.SCHEDULING,
                    Topics.DELIVERY_RESULTS,
                    Topics.DEAD_LETTERS);

    private final TenantTx tenants;
    private final DataSource database;
    private final PoisonedRows poisoned;
    private final Map<String, TopicWriter<?>> writers;
    private final DeletedOrgs deleted;
    private final OrgDirectory orgs = new OrgDirectory();

    /// Where transactions of an unfinished batch end, by partition: those that counted, and those
    /// whose answer was lost. At any other position the partition is someone else's.
    private final Map<Partition, Set<Long>> ours = new HashMap<>();

    /// @param quiet how long after its last record an ended session is archived
    /// @param parked how long a session is parked before it is archived
    public ViewSink(
            TenantTx tenants,
            DataSource database,
            PoisonedRows poisoned,
            ProofSigner signer,
            Duration quiet,
            Duration parked) {
        this(
                tenants,
                database,
                poisoned,
                writers(signer, new ArchiveStaging(quiet, parked)),
                DeletedOrgs.NONE);
    }

    private ViewSink(
            TenantTx tenants,
            DataSource database,
            PoisonedRows poisoned,
            Map<String, TopicWriter<?>> writers,
            DeletedOrgs deleted) {
        this.tenants = tenants;
        this.database = database;
        this.poisoned = poisoned;
        this.writers = writers;
        this.deleted = deleted;
    }

    /// The same sink, which passes over what belongs to deleted orgs. Instead of this one.
    public ViewSink passingOver(DeletedOrgs gone) {
        return new ViewSink(tenants, database, poisoned, writers, gone);
    }

    private static Map<String, TopicWriter<?>> writers(ProofSigner signer, ArchiveStaging staging) {
        return Map.of(
                Topics.SESSION_VIEWS.name(), new SessionViewWriter(),
                Topics.PROOF_VIEWS.name(), new ProofWriter(signer),
                Topics.SESSIONS.name(), new LogWriter(staging),
                Topics.TRIGGERS.name(), new TriggerWriter(),
                Topics.REFUSED_WEBHOOKS.name(), new RefusedWebhookWriter(),
                Topics.SCHEDULING.name(), new SchedulingWriter(staging),
                Topics.DELIVERY_RESULTS.name(), new AttemptWriter(),
                Topics.DEAD_LETTERS.name(), new DeadLetterWriter());
    }

    @Override
    public OptionalLong startOf(Partition partition) {
        return OptionalLong.of(tenants.withoutOrg(() -> position(partition)));
    }

    @Override
    public void revoked(Partition partition) {
        writer(partition).forget(partition);
        ours.remove(partition);
    }

    @Override
    public void handle(Partition partition, List<Received<Object>> records, long base, long next)
            throws Exception {
        long from = reached(partition, base);
        if (from < next) {
            List<Received<Object>> open =
                    records.stream().filter(record -> record.offset() >= from).toList();
            apply(partition, open, from, next);
        }
        ours.remove(partition);
    }

    /// The base, or how far an earlier attempt at the same batch came.
    private long reached(Partition partition, long base) {
        Set<Long> ends = ours.get(partition);
        if (ends == null) {
            return base;
        }
        long position = startOf(partition).orElseThrow();
        return ends.contains(position) ? position : base;
    }

    private void apply(Partition partition, List<Received<Object>> records, long base, long next)
            throws Exception {
        try {
            commit(partition, records, base, next);
        } catch (RuntimeException failed) {
            writer(partition).forget(partition);
            if (!PoisonedRows.blames(failed) || records.isEmpty()) {
                throw failed;
            }
            isolate(partition, records, base, next);
        }
    }

    /// Halves a batch with a record the database cannot hold until that record is alone, and gives
    /// it up. The positions in between are committed, so what is written stays written.
    private void isolate(Partition partition, List<Received<Object>> records, long base, long next)
            throws Exception {
        if (records.size() == 1) {
            poisoned.giveUp(records.getFirst());
            commit(partition, List.of(), base, next);
            return;
        }
        int half = records.size() / 2;
        long middle = records.get(half).offset();
        apply(partition, records.subList(0, half), base, middle);
        apply(partition, records.subList(half, records.size()), middle, next);
    }

    private void commit(Partition partition, List<Received<Object>> records, long base, long next) {
        Set<Long> ends = ours.computeIfAbsent(partition, _ -> new HashSet<>());
        ends.add(next);
        try {
            orgs.committed(
                    tenants.acrossOrgs(entry -> write(entry, partition, records, base, next)));
        } catch (PartitionLostException lost) {
            ends.remove(next);
            throw lost;
        }
    }

    private List<OrgId> write(
            TenantTx.OrgEntry entry,
            Partition partition,
            List<Received<Object>> records,
            long base,
            long next) {
        return Jdbc.call(
                database,
                "could not write " + partition + " from " + base,
                connection -> {
                    if (!SinkPositions.move(connection, partition, base, next)) {
                        throw new PartitionLostException(partition, base);
                    }
                    return write(connection, entry, writer(partition), partition, records);
                });
    }

    private <T> List<OrgId> write(
            Connection connection,
            TenantTx.OrgEntry entry,
            TopicWriter<T> writer,
            Partition partition,
            List<Received<Object>> records)
            throws SQLException {
        Map<String, List<Received<T>>> byOrg = new TreeMap<>();
        for (Received<Object> record : records) {
            // The partition's topic carries what its writer takes: both come from the catalogue.
            @SuppressWarnings("unchecked")
            Received<T> typed = (Received<T>) (Received<?>) record;
            byOrg.computeIfAbsent(writer.orgOf(typed.data()).value(), _ -> new ArrayList<>())
                    .add(typed);
        }
        List<OrgId> entered = new ArrayList<>();
        for (Map.Entry<String, List<Received<T>>> org : byOrg.entrySet()) {
            OrgId id = new OrgId(org.getKey());
            if (deleted.has(id)) {
                deleted.stillThere(id, views(org.getValue()));
                continue;
            }
            orgs.add(connection, id);
            entry.enter(id);
            writer.write(connection, id, partition, org.getValue());
            entered.add(id);
        }
        return entered;
    }

    private static <T> List<SessionView> views(List<Received<T>> records) {
        return records.stream()
                .map(Received::data)
                .filter(SessionView.class::isInstance)
                .map(SessionView.class::cast)
                .toList();
    }

    private long position(Partition partition) {
        return Jdbc.call(
                database,
                "no position of " + partition,
                connection -> SinkPositions.next(connection, partition));
    }

    private TopicWriter<?> writer(Partition partition) {
        TopicWriter<?> writer = writers.get(partition.topic());
        if (writer == null) {
            throw new IllegalStateException("no writer for " + partition);
        }
        return writer;
    }
}
