package dev.workrail.projections.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.session.Gate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A typed `wr.review_verdict` artifact, read as the verification of a gate.
///
/// It passes where the verdict is `clean` or `minor` and no finding is critical or major. Which
/// gate it is follows from the workflow that produced it: an audit workflow verifies its audit, any
/// other a review.
public record ReviewVerdict(String id, Gate gate, boolean passed, String summary, Instant at) {
    private static final int MAX_SUMMARY = 400;

    /// Null where the artifact is no review verdict, or says none of the three verdicts.
    static @Nullable ReviewVerdict read(
            String id, JsonNode artifact, Instant at, @Nullable String workflowId) {
        String verdict = artifact.path("verdict").asText();
        if (!artifact.path("kind").asText().equals("wr.review_verdict")) {
            return null;
        }
        int severe = 0;
        for (JsonNode finding : artifact.path("findings")) {
            String severity = finding.path("severity").asText();
            if (severity.equals("critical") || severity.equals("major")) {
                severe++;
            }
        }
        boolean passed = (verdict.equals("clean") || verdict.equals("minor")) && severe == 0;
        String words = artifact.path("summary").asText();
        String summary =
                "%s, %d findings, %d critical or major%s"
                        .formatted(
                                verdict.isEmpty() ? "no verdict" : verdict,
                                artifact.path("findings").size(),
                                severe,
                                words.isEmpty() ? "" : ": " + words);
        return new ReviewVerdict(id, gate(workflowId), passed, Texts.cut(summary, MAX_SUMMARY), at);
    }

    private static Gate gate(@Nullable String workflowId) {
        if (workflowId == null || !workflowId.endsWith("-audit")) {
            return Gate.REVIEW;
        }
        if (workflowId.contains("architecture")) {
            return Gate.ARCHITECTURE_AUDIT;
        }
        if (workflowId.contains("production")) {
            return Gate.PRODUCTION_AUDIT;
        }
        return workflowId.contains("security") ? Gate.SECURITY_AUDIT : Gate.REVIEW;
    }
}
