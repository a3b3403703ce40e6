package dev.workrail.projections.proof;

import dev.workrail.contracts.config.PolicyInForce;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.session.Usage;
import dev.workrail.contracts.view.ChangeRisk;
import dev.workrail.contracts.view.ProofRecord.Contributor;
import dev.workrail.contracts.view.ProofRecord.Evidence;
import dev.workrail.contracts.view.ProofRecord.Subject;
import java.time.Instant;
import java.util.List;

/// Everything one session says about one commit, replacing what it said before.
///
/// @param policies that hold for what the session changes or verifies
/// @param withdrawn true where the session says nothing any more
public record ProofContribution(
        OrgId org,
        Subject subject,
        Contributor contributor,
        List<Evidence> evidence,
        List<PolicyInForce> policies,
        Instant at,
        boolean withdrawn) {
    public ProofContribution {
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
        policies = policies == null ? List.of() : List.copyOf(policies);
    }

    /// Takes back whatever `session` said about a commit.
    static ProofContribution withdrawal(OrgId org, SessionId session, String commit, Instant at) {
        return new ProofContribution(
                org,
                new Subject(commit, null, null, null, null, null),
                new Contributor(
                        session, false, null, null, null, Usage.NONE, ChangeRisk.NONE, null),
                List.of(),
                List.of(),
                at,
                true);
    }
}
