package dev.workrail.projections.attest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.session.BlobRef;
import dev.workrail.contracts.view.ChangeRisk;
import dev.workrail.contracts.view.ProofRecord;
import dev.workrail.contracts.view.ProofRecord.Contributor;
import dev.workrail.contracts.view.ProofRecord.Evidence;
import dev.workrail.contracts.view.ProofRecord.GateResult;
import dev.workrail.contracts.view.ProofRecord.GateVerdict;
import dev.workrail.contracts.view.ProofRecord.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A proof record as an in-toto statement (v1) whose predicate is a SLSA verification summary (v1):
/// whoever reads those reads the verdict. What WorkRail knows beyond it stands in `workrail`, which
/// other readers skip.
///
/// @param subject the commit and its tree, by digest: not the number of a pull request
record ProofStatement(
        @JsonProperty("_type") String type,
        List<Descriptor> subject,
        String predicateType,
        Summary predicate) {
    private static final String STATEMENT = "https://in-toto.io/Statement/v1";
    private static final String SUMMARY = "https://slsa.dev/verification_summary/v1";
    private static final String SLSA = "1.0";
    private static final String VERIFIER = "urn:workrail:projections";
    private static final String DIGEST = "sha256:";

    /// A resource by its digests.
    record Descriptor(@Nullable String name, @Nullable String uri, Map<String, String> digest) {}

    record Verifier(String id) {}

    /// @param verifiedLevels a name for each gate that passed
    record Summary(
            Verifier verifier,
            Instant timeVerified,
            String resourceUri,
            Descriptor policy,
            List<Descriptor> inputAttestations,
            String verificationResult,
            List<String> verifiedLevels,
            String slsaVersion,
            Detail workrail) {}

    /// The record itself.
    record Detail(
            String org,
            @Nullable String ref,
            @Nullable String base,
            @Nullable String pullRequest,
            ChangeRisk risk,
            ProofRecord.@Nullable Policy policy,
            List<GateResult> gates,
            List<Evidence> verifications,
            List<Contributor> sessions) {}

    /// The statement's bytes: those that are signed.
    static byte[] of(ProofRecord record) {
        ProofRecord.Subject subject = record.subject();
        Map<String, String> digests = new TreeMap<>();
        digests.put("gitCommit", subject.commit());
        if (subject.tree() != null) {
            digests.put("gitTree", subject.tree());
        }
        String repository = Objects.requireNonNullElse(subject.repositoryUrl(), "git");
        return ContractsJson.write(
                new ProofStatement(
                        STATEMENT,
                        List.of(new Descriptor(repository, null, digests)),
                        SUMMARY,
                        summary(record, repository)));
    }

    private static Summary summary(ProofRecord record, String repository) {
        return new Summary(
                new Verifier(VERIFIER),
                record.updatedAt(),
                "git+" + repository + "@" + record.subject().commit(),
                new Descriptor(null, "urn:workrail:gate-policy", sha256(record.policyDigest())),
                inputs(record),
                record.verdict() == Verdict.PASSED ? "PASSED" : "FAILED",
                record.gates().stream()
                        .filter(gate -> gate.verdict() == GateVerdict.PASSED)
                        .map(gate -> "WORKRAIL_" + gate.gate().name().toUpperCase(Locale.ROOT))
                        .toList(),
                SLSA,
                new Detail(
                        record.org().value(),
                        record.subject().ref(),
                        record.subject().base(),
                        record.subject().pullRequest(),
                        record.risk(),
                        record.policy(),
                        record.gates(),
                        record.verifications(),
                        record.sessions()));
    }

    /// What the verdict rests on: the outputs of what was run, and the workflows that ran it.
    private static List<Descriptor> inputs(ProofRecord record) {
        Stream<String> outputs =
                record.verifications().stream()
                        .map(Evidence::output)
                        .filter(Objects::nonNull)
                        .map(BlobRef::digest);
        Stream<String> workflows =
                record.sessions().stream().map(Contributor::workflowHash).filter(Objects::nonNull);
        return Stream.concat(outputs, workflows)
                .filter(digest -> digest.startsWith(DIGEST))
                .collect(java.util.stream.Collectors.toCollection(TreeSet::new))
                .stream()
                .map(digest -> new Descriptor(null, "urn:workrail:blob:" + digest, sha256(digest)))
                .toList();
    }

    private static Map<String, String> sha256(String digest) {
        return Map.of("sha256", digest.substring(DIGEST.length()));
    }
}
