package dev.workrail.projections.proof;

import dev.workrail.contracts.config.PolicyInForce;
import dev.workrail.contracts.session.Gate;
import dev.workrail.contracts.view.ChangeRisk;
import dev.workrail.contracts.view.ProofRecord;
import dev.workrail.contracts.view.ProofRecord.Contributor;
import dev.workrail.contracts.view.ProofRecord.Evidence;
import dev.workrail.contracts.view.ProofRecord.GateResult;
import dev.workrail.contracts.view.ProofRecord.GateVerdict;
import dev.workrail.contracts.view.ProofRecord.Subject;
import dev.workrail.contracts.view.ProofRecord.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Puts together what sessions say about one commit. Pure; the same last contribution of each
/// session gives the same record in whatever order they arrive.
public final class ProofFold {
    private static final Comparator<Evidence> BY_TIME =
            Comparator.comparing(Evidence::at).thenComparing(Evidence::id);

    private final GatePolicy standard;

    public ProofFold(GatePolicy standard) {
        this.standard = standard;
    }

    /// The record after a session's contribution.
    ///
    /// @param before absent before the first
    /// @return absent where no session has anything to say about the commit any more
    public @Nullable ProofRecord apply(@Nullable ProofRecord before, ProofContribution said) {
        List<Contributor> sessions =
                new ArrayList<>(before == null ? List.of() : before.sessions());
        List<Evidence> evidence =
                new ArrayList<>(before == null ? List.of() : before.verifications());
        sessions.removeIf(known -> known.session().equals(said.contributor().session()));
        if (!said.withdrawn()) {
            sessions.add(said.contributor());
        }
        sessions.sort(Comparator.comparing(Contributor::session));
        evidence.removeIf(known -> known.session().equals(said.contributor().session()));
        evidence.addAll(said.evidence());
        evidence.sort(BY_TIME);
        return sessions.isEmpty() ? null : record(before, said, sessions, evidence);
    }

    private ProofRecord record(
            @Nullable ProofRecord before,
            ProofContribution said,
            List<Contributor> sessions,
            List<Evidence> evidence) {
        ChangeRisk risk =
                sessions.stream().map(Contributor::risk).reduce(ChangeRisk.NONE, ChangeRisk::or);
        GatePolicy policy = standard.with(PolicyInForce.latest(added(before), said.policies()));
        List<GateResult> gates = judge(evidence, policy.required(risk));
        return new ProofRecord(
                said.org(),
                before == null ? said.subject() : merged(before.subject(), said.subject()),
                verdict(gates),
                gates,
                evidence,
                sessions,
                risk,
                policy.rules(),
                policy.digest(),
                before == null ? said.at() : later(before.updatedAt(), said.at()));
    }

    private static List<PolicyInForce> added(@Nullable ProofRecord before) {
        return before == null || before.policy() == null ? List.of() : before.policy().added();
    }

    private static List<GateResult> judge(List<Evidence> evidence, Map<Gate, String> required) {
        Set<Gate> gates = EnumSet.noneOf(Gate.class);
        gates.addAll(required.keySet());
        evidence.forEach(one -> gates.add(one.gate()));
        List<GateResult> results = new ArrayList<>();
        for (Gate gate : gates) {
            results.add(judge(gate, evidence, required.get(gate)));
        }
        return results;
    }

    /// The last word of each who verified the gate must be that it passed.
    private static GateResult judge(Gate gate, List<Evidence> evidence, @Nullable String why) {
        Map<String, Evidence> last = new TreeMap<>();
        for (Evidence one : evidence) {
            if (one.gate() == gate) {
                last.put(one.by(), one);
            }
        }
        boolean required = why != null;
        if (last.isEmpty()) {
            String reason = Objects.requireNonNullElse(why, "") + "; no one verified it";
            return new GateResult(gate, required, GateVerdict.MISSING, reason);
        }
        for (Evidence one : last.values()) {
            if (!one.passed()) {
                return new GateResult(gate, required, GateVerdict.FAILED, one.summary());
            }
        }
        Evidence newest = last.values().stream().max(BY_TIME).orElseThrow();
        return new GateResult(gate, required, GateVerdict.PASSED, newest.summary());
    }

    private static Verdict verdict(List<GateResult> gates) {
        return gates.stream().allMatch(gate -> gate.verdict() == GateVerdict.PASSED)
                ? Verdict.PASSED
                : Verdict.FAILED;
    }

    private static Subject merged(Subject one, Subject other) {
        return new Subject(
                one.commit(),
                least(one.tree(), other.tree()),
                least(one.repositoryUrl(), other.repositoryUrl()),
                least(one.ref(), other.ref()),
                least(one.base(), other.base()),
                least(one.pullRequest(), other.pullRequest()));
    }

    /// Any rule would do that does not depend on who spoke first.
    private static @Nullable String least(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
