package dev.workrail.worker.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Handoff;
import dev.workrail.contracts.session.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the session's targets are told: started, progress, waiting, completed, failed. Pure.
final class StatusUpdates {
    private final SessionSpec spec;

    StatusUpdates(SessionSpec spec) {
        this.spec = spec;
    }

    List<Effect> started(long at) {
        return all("started", at, body());
    }

    List<Effect> progress(long at, int advances, @Nullable String stepId) {
        ObjectNode body = body().put("stepsCompleted", advances);
        if (stepId != null) {
            body.put("step", stepId);
        }
        return all("progress", at, body);
    }

    List<Effect> waiting(long at, String reason) {
        return all("waiting", at, body().put("reason", reason));
    }

    List<Effect> ended(
            long at, Outcome outcome, @Nullable String detail, @Nullable Handoff handoff) {
        ObjectNode body = body();
        body.set("outcome", ContractsJson.toTree(outcome));
        if (detail != null) {
            body.put("detail", detail);
        }
        if (handoff != null) {
            body.put("summary", handoff.summary());
            if (handoff.change() != null) {
                body.set("change", ContractsJson.toTree(handoff.change()));
            }
            body.set("verifications", ContractsJson.toTree(handoff.verifications()));
        }
        return all(outcome == Outcome.SUCCESS ? "completed" : "failed", at, body);
    }

    private ObjectNode body() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("session", spec.session().value())
                .put("org", spec.org().value())
                .put("trigger", spec.trigger().trigger().value())
                .put("triggerEvent", spec.triggerEvent().value())
                .put("workflow", spec.workflowId())
                .put("goal", spec.goal());
    }

    /// The event index rises with the session, on whichever worker, and so does the sequence.
    private List<Effect> all(String status, long at, ObjectNode body) {
        body.put("status", status);
        int sequence = (int) Math.min(Integer.MAX_VALUE, at);
        return spec.trigger().deliveries().stream()
                .<Effect>map(target -> new Effect.Deliver(target, status, sequence, body))
                .toList();
    }
}
