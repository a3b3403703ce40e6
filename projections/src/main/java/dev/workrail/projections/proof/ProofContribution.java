package dev.workrail.projections.proof;

import dev.workrail.contracts.config.PolicyInForce;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.view.ProofRecord.Contributor;
import dev.workrail.contracts.view.ProofRecord.Evidence;
import dev.workrail.contracts.view.ProofRecord.Subject;
import java.time.Instant;
import java.util.List;

/// Everything one session says about one commit, replacing what it said before.
///
/// @param policies that hold for what the session changes or verifies
public record ProofContribution(
        OrgId org,
        Subject subject,
        Contributor contributor,
        List<Evidence> evidence,
        List<PolicyInForce> policies,
        Instant at) {
    public ProofContribution {
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
        policies = policies == null ? List.of() : List.copyOf(policies);
    }
}
