package dev.workrail.conformance.trace;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.model.OutputContract;
import dev.workrail.engine.model.WorkStep;
import dev.workrail.engine.output.ArtifactContract;
import dev.workrail.engine.output.SubmissionCheck;
import dev.workrail.engine.session.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A contract the recorded engine cannot satisfy is satisfied by a valid artifact, and by nothing
/// else.
record ContractRule(String key) implements Rule {
    @Override
    public @Nullable Outcome check(Case one) {
        return switch (one.decision()) {
            case Decision.Blocked blocked when one.expects("blocked") || one.expects("error") ->
                    offers(one, blocked.pending().stepId())
                            ? Outcome.of(one.difference())
                            : Outcome.AS_DECIDED;
            case Decision.Accepted accepted -> Outcome.OVER;
            case Decision.Completed completed -> Outcome.OVER;
            default -> null;
        };
    }

    /// Whether the call's first artifact of the contract's kind is valid.
    private static boolean offers(Case one, String stepId) {
        if (!(one.in().workflow().stepById().get(stepId) instanceof WorkStep step)) {
            return false;
        }
        OutputContract wanted = SubmissionCheck.checks(step).outputContract();
        ArtifactContract contract =
                wanted == null ? null : ArtifactContract.ALL.get(wanted.contractRef());
        List<JsonNode> artifacts = Run.submission(one.input()).artifacts();
        return contract != null
                && artifacts.stream()
                        .filter(a -> contract.kind().equals(a.path("kind").asText()))
                        .limit(1)
                        .anyMatch(a -> contract.issues(a).isEmpty());
    }
}
