package dev.workrail.engine.projection;

import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionEvent.AssessmentRecorded;
import java.util.ArrayList;
import java.util.List;

/// A judgement that was handed in, and where.
public record RecordedAssessment(String nodeId, AssessmentRecorded assessment) {

    /// All of them in the order they were recorded.
    public static List<RecordedAssessment> of(List<LoggedEvent> events) {
        List<RecordedAssessment> found = new ArrayList<>();
        for (LoggedEvent event : events) {
            if (event.nodeId() != null && event.data() instanceof AssessmentRecorded recorded) {
                found.add(new RecordedAssessment(event.nodeId(), recorded));
            }
        }
        return List.copyOf(found);
    }
}
