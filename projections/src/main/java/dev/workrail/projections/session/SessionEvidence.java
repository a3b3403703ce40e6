package dev.workrail.projections.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.session.Change;
import dev.workrail.contracts.session.Handoff;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.contracts.session.Verification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one session says about changes: which it made, and which verifications belong to which.
///
/// A review is of the work as it lay when the verdict was given: it belongs to the session's last
/// commit while nothing was written since, else to the commit made next. Writing files after the
/// verdict and before that commit voids it. What Bash writes is not seen here.
///
/// @param changes in the order they were named; the last 8
/// @param pending reviews whose commit is not made yet
/// @param dirty whether the agent wrote files since the last commit
public record SessionEvidence(
        ContextSigns signs,
        @Nullable String workflowId,
        @Nullable String workflowHash,
        List<ChangeEvidence> changes,
        List<ReviewVerdict> pending,
        boolean dirty) {
    static final SessionEvidence START =
            new SessionEvidence(ContextSigns.NONE, null, null, List.of(), List.of(), false);

    private static final int MAX_CHANGES = 8;
    private static final int MAX_PENDING = 4;

    public SessionEvidence {
        changes = changes == null ? List.of() : List.copyOf(changes);
        pending = pending == null ? List.of() : List.copyOf(pending);
    }

    SessionEvidence run(SessionEvent.RunStarted run) {
        return new SessionEvidence(
                signs, run.workflowId(), run.workflowHash(), changes, pending, dirty);
    }

    SessionEvidence context(ContextSigns more) {
        return new SessionEvidence(
                signs.then(more), workflowId, workflowHash, changes, pending, dirty);
    }

    SessionEvidence toolRan(String tool) {
        return tool.equals("Write") || tool.equals("Edit") ? with(changes, List.of(), true) : this;
    }

    SessionEvidence committed(Change change) {
        List<ChangeEvidence> next = new ArrayList<>(changes);
        ChangeEvidence made = take(next, change).madeHere();
        for (ReviewVerdict review : pending) {
            made = made.reviewed(review);
        }
        return with(keep(next, made), List.of(), false);
    }

    SessionEvidence verified(String id, Verification verification) {
        List<ChangeEvidence> next = new ArrayList<>(changes);
        ChangeEvidence change = take(next, verification.change());
        return with(keep(next, change.verified(id, verification)), pending, dirty);
    }

    SessionEvidence artifact(String id, JsonNode artifact, Instant at) {
        SessionEvidence next = this;
        if (artifact.path("kind").asText().equals("wr.coding_handoff")) {
            next = context(ContextSigns.of(artifact));
        }
        ReviewVerdict verdict = ReviewVerdict.read(id, artifact, at, workflowId);
        return verdict == null ? next : next.reviewed(verdict);
    }

    /// The handoff repeats the last artifact of each kind: a verdict that is known is not counted
    /// again.
    SessionEvidence handedOff(String id, Handoff handoff, Instant at) {
        SessionEvidence next = this;
        for (int i = 0; i < handoff.artifacts().size(); i++) {
            JsonNode artifact = handoff.artifacts().get(i);
            if (!hasReview()) {
                next = next.artifact(id + "-" + i, artifact, at);
            }
        }
        for (int i = 0; i < handoff.verifications().size(); i++) {
            Verification verification = handoff.verifications().get(i);
            if (changes.stream().noneMatch(change -> change.knows(verification))) {
                next = next.verified(id + "-v" + i, verification);
            }
        }
        return next;
    }

    private SessionEvidence reviewed(ReviewVerdict verdict) {
        boolean ofLastCommit = !dirty && !changes.isEmpty() && changes.getLast().author();
        if (ofLastCommit) {
            List<ChangeEvidence> next = new ArrayList<>(changes);
            ChangeEvidence last = next.removeLast();
            return with(keep(next, last.reviewed(verdict)), pending, dirty);
        }
        List<ReviewVerdict> waiting = new ArrayList<>(pending);
        waiting.add(verdict);
        if (waiting.size() > MAX_PENDING) {
            waiting.removeFirst();
        }
        return with(changes, waiting, dirty);
    }

    private boolean hasReview() {
        return !pending.isEmpty() || changes.stream().anyMatch(ChangeEvidence::hasVerdict);
    }

    private SessionEvidence with(
            List<ChangeEvidence> changes, List<ReviewVerdict> pending, boolean dirty) {
        return new SessionEvidence(signs, workflowId, workflowHash, changes, pending, dirty);
    }

    private static ChangeEvidence take(List<ChangeEvidence> changes, Change change) {
        for (int i = 0; i < changes.size(); i++) {
            if (changes.get(i).commit().equals(change.commit())) {
                return changes.remove(i).named(change);
            }
        }
        return ChangeEvidence.of(change);
    }

    private static List<ChangeEvidence> keep(List<ChangeEvidence> changes, ChangeEvidence last) {
        changes.add(last);
        if (changes.size() > MAX_CHANGES) {
            changes.removeFirst();
        }
        return changes;
    }
}
