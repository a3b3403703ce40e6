package dev.workrail.projections.sink;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.view.ProofRecord;
import dev.workrail.contracts.view.SessionView;
import dev.workrail.platform.kafka.Partition;
import dev.workrail.platform.kafka.Received;
import dev.workrail.projections.attest.ProofSigner;
import dev.workrail.projections.proof.GatePolicy;
import dev.workrail.projections.proof.ProofContribution;
import dev.workrail.projections.proof.ProofContributions;
import dev.workrail.projections.proof.ProofFold;
import dev.workrail.projections.session.SessionFold;
import dev.workrail.projections.session.SessionInput;
import dev.workrail.projections.session.SessionState;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A session read back from its archive, with all the rows that its records once gave: written as
/// the sink writes them, and folded here, since the view topics may no longer have it.
///
/// @param log its records of `wr.sessions`, in order
/// @param decisions its records of `wr.scheduling`, in order
public record RestoredSession(
        OrgId org,
        SessionId session,
        List<Received<SessionRecord>> log,
        List<Received<SchedulingEvent>> decisions) {
    private static final ArchiveStaging STAGING = new ArchiveStaging(Duration.ZERO, Duration.ZERO);

    /// Names the org. Not yet as the org.
    public void writeOrg(Connection connection) throws SQLException {
        new OrgDirectory().add(connection, org);
    }

    /// Writes the rows, as the org.
    public void write(Connection connection, ProofSigner signer) throws SQLException {
        int shard = 0;
        if (!log.isEmpty()) {
            Received<SessionRecord> first = log.getFirst();
            // Views lie where their session's log does: same key, same number of partitions.
            shard = first.partition();
            new LogWriter(STAGING).write(connection, org, new Partition(first.topic(), shard), log);
        }
        if (!decisions.isEmpty()) {
            Received<SchedulingEvent> first = decisions.getFirst();
            new SchedulingWriter(STAGING)
                    .write(
                            connection,
                            org,
                            new Partition(first.topic(), first.partition()),
                            decisions);
        }
        SessionState state = fold();
        SessionView view = SessionFold.view(state).orElse(null);
        if (view != null) {
            new SessionViewWriter().write(connection, shard, Map.of(session.value(), view));
        }
        proofs(connection, state, signer);
    }

    private SessionState fold() {
        SessionState state = SessionState.START;
        for (Received<SchedulingEvent> decision : decisions) {
            state = SessionFold.apply(state, new SessionInput.Scheduled(decision.data()));
        }
        for (Received<SessionRecord> record : log) {
            state = SessionFold.apply(state, new SessionInput.Logged(record.data()));
        }
        return state;
    }

    private void proofs(Connection connection, SessionState state, ProofSigner signer)
            throws SQLException {
        ProofFold fold = new ProofFold(GatePolicy.STANDARD);
        Map<String, ProofRecord> records = new TreeMap<>();
        List<ProofContribution> said = ProofContributions.of(state);
        List<String> commits = said.stream().map(one -> one.subject().commit()).toList();
        Queries.byKeys(
                connection,
                "select commit_id, doc from view.proof_record where commit_id = any(?)",
                commits,
                row ->
                        records.put(
                                row.getString(1),
                                ContractsJson.read(
                                        row.getString(2).getBytes(StandardCharsets.UTF_8),
                                        ProofRecord.class)));
        for (ProofContribution one : said) {
            String commit = one.subject().commit();
            ProofRecord record = fold.apply(records.get(commit), one);
            if (record != null) {
                records.put(commit, record);
            }
        }
        new ProofWriter(signer).write(connection, org, records);
    }
}
