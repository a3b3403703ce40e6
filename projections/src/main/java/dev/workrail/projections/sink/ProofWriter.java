package dev.workrail.projections.sink;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.view.ProofRecord;
import dev.workrail.contracts.view.ProofRecord.Contributor;
import dev.workrail.contracts.view.ProofRecord.Evidence;
import dev.workrail.platform.kafka.Partition;
import dev.workrail.platform.kafka.Received;
import dev.workrail.projections.attest.ProofSigner;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Signs proof records and writes them with their verifications and the sessions they name.
final class ProofWriter implements TopicWriter<ProofRecord> {
    private static final String HEADS = "refs/heads/";

    private final ProofSigner signer;

    ProofWriter(ProofSigner signer) {
        this.signer = signer;
    }

    @Override
    public OrgId orgOf(ProofRecord record) {
        return record.org();
    }

    @Override
    public void write(
            Connection connection,
            OrgId org,
            Partition partition,
            List<Received<ProofRecord>> records)
            throws SQLException {
        Map<String, ProofRecord> last = new TreeMap<>();
        records.forEach(record -> last.put(record.data().subject().commit(), record.data()));
        write(connection, org, last);
    }

    /// Writes the records of an org as they stand now, by commit.
    void write(Connection connection, OrgId org, Map<String, ProofRecord> records)
            throws SQLException {
        if (records.isEmpty()) {
            return;
        }
        Rows proofs = proofs();
        Rows sessions =
                Rows.insert(
                        "view.proof_session (session_id, commit_id, author)",
                        "",
                        "text",
                        "text",
                        "boolean");
        Rows verifications = verifications();
        records.forEach((commit, record) -> {
            add(proofs, commit, record);
            for (Contributor session : record.sessions()) {
                sessions.add(session.session().value(), commit, session.author());
            }
            for (Evidence evidence : record.verifications()) {
                add(verifications, commit, evidence);
            }
        });
        Queries.update(
                connection,
                "delete from view.proof_session where commit_id = any(?)",
                records.keySet());
        Queries.update(
                connection,
                "delete from view.verification where commit_id = any(?)",
                records.keySet());
        keys(org).execute(connection);
        proofs.execute(connection);
        sessions.execute(connection);
        verifications.execute(connection);
    }

    private static Rows proofs() {
        return Rows.insert(
                """
                view.proof_record (commit_id, tree, repository_url, branch, pull_request, verdict,
                    updated_at, doc, envelope)\
                """,
                """
                on conflict (org_id, commit_id) do update set tree = excluded.tree,
                    repository_url = excluded.repository_url, branch = excluded.branch,
                    pull_request = excluded.pull_request, verdict = excluded.verdict,
                    updated_at = excluded.updated_at, doc = excluded.doc,
                    envelope = excluded.envelope\
                """,
                "text",
                "text",
                "text",
                "text",
                "text",
                "text",
                "timestamptz",
                "jsonb",
                "jsonb");
    }

    private Rows keys(OrgId org) {
        Rows keys =
                Rows.insert(
                        "view.signing_key (key_id, public_key, made_at)",
                        "on conflict do nothing",
                        "text",
                        "text",
                        "timestamptz");
        signer.publicKeys(org)
                .forEach(key -> keys.add(key.id(), key.publicKey(), Micros.of(key.madeAt())));
        return keys;
    }

    private static Rows verifications() {
        return Rows.insert(
                """
                view.verification (commit_id, verification_id, session_id, gate, passed, exit_code,
                    output, summary, by, at, duration_ms)\
                """,
                "",
                "text",
                "text",
                "text",
                "text",
                "boolean",
                "integer",
                "text",
                "text",
                "text",
                "timestamptz",
                "bigint");
    }

    private void add(Rows rows, String commit, ProofRecord record) {
        rows.add(
                commit,
                record.subject().tree(),
                record.subject().repositoryUrl(),
                branch(record.subject().ref()),
                record.subject().pullRequest(),
                Wire.name(record.verdict()),
                Micros.of(record.updatedAt()),
                record,
                signer.sign(record));
    }

    private static void add(Rows rows, String commit, Evidence evidence) {
        rows.add(
                commit,
                evidence.id(),
                evidence.session().value(),
                Wire.name(evidence.gate()),
                evidence.passed(),
                evidence.exitCode(),
                evidence.output() == null ? null : evidence.output().digest(),
                evidence.summary(),
                evidence.by(),
                Micros.of(evidence.at()),
                evidence.durationMs());
    }

    private static @Nullable String branch(@Nullable String ref) {
        return ref != null && ref.startsWith(HEADS) ? ref.substring(HEADS.length()) : ref;
    }
}
