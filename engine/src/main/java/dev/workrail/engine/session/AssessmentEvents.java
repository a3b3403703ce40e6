package dev.workrail.engine.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.contracts.session.SessionEvent.AssessmentRecorded;
import dev.workrail.engine.output.AssessmentResult;
import dev.workrail.engine.output.Reason;
import java.util.ArrayList;
import java.util.List;

/// Writes what assessments said and what followed.
final class AssessmentEvents {
    private AssessmentEvents() {}

    /// @return the assessments as recorded
    static List<JsonNode> recorded(
            Segment segment,
            String nodeId,
            String attemptId,
            AssessmentResult result,
            List<JsonNode> artifacts) {
        List<JsonNode> recorded = new ArrayList<>();
        for (AssessmentResult.Accepted accepted : result.accepted()) {
            String digest = Outputs.sha256(artifacts.get(accepted.artifactIndex()));
            AssessmentRecorded event =
                    new AssessmentRecorded(
                            accepted.assessmentId(),
                            attemptId,
                            DerivedIds.of("out_", nodeId, attemptId + ":" + digest),
                            accepted.summary(),
                            accepted.notes(),
                            accepted.dimensions().stream()
                                    .map(d ->
                                            new AssessmentRecorded.Dimension(
                                                    d.dimensionId(),
                                                    d.level(),
                                                    d.rationale(),
                                                    d.exact() ? "exact" : "normalized"))
                                    .toList());
            segment.node(nodeId, event, nodeId, attemptId, accepted.assessmentId());
            recorded.add(ContractsJson.toTree(event));
        }
        return recorded;
    }

    static void consequences(
            Segment segment, String nodeId, String attemptId, List<Reason.Followup> followups) {
        int number = 0;
        for (Reason.Followup followup : followups) {
            segment.node(
                    nodeId,
                    new SessionEvent.AssessmentConsequenceApplied(
                            attemptId,
                            followup.assessmentId(),
                            new SessionEvent.AssessmentConsequenceApplied.Trigger(
                                    followup.dimensionId(), followup.level()),
                            new SessionEvent.AssessmentConsequenceApplied.Consequence(
                                    "require_followup", followup.guidance())),
                    nodeId,
                    attemptId,
                    Integer.toString(number++));
        }
    }
}
