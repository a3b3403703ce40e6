package dev.workrail.worker.session;

import dev.workrail.contracts.session.Change;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.GitProgress;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.contracts.session.Verification;
import dev.workrail.worker.git.GitException;
import dev.workrail.worker.git.PushDecider;
import dev.workrail.worker.git.PushDecider.Next;
import java.util.List;

/// Takes a complete session's work to its repository, once it has passed its gates.
///
/// The push is announced in the log before it is made and only ever moves a ref that is where the
/// announcement says, so that a crash at any point, or a second worker, ends at the same ref.
final class Shipping {
    private static final int MAX_PUSHES = 3;

    private final Inspection inspection;
    private final ShippingParts parts;
    private final SessionFiles.Worktree files;
    private final Journal journal;
    private final RunControls controls;

    Shipping(Inspection inspection, Journal journal, RunControls controls) {
        this.inspection = inspection;
        this.parts = inspection.parts();
        this.files = inspection.files();
        this.journal = journal;
        this.controls = controls;
    }

    /// What it adds to the journal last is not written yet: it belongs into one record with the
    /// session's end.
    ///
    /// @param notes of the workflow's last step
    Shipped ship(String notes) throws InterruptedException {
        GitProgress progress = journal.checkpoints().git();
        if (progress != null && progress.intended() != null) {
            return resume(progress.intended());
        }
        Verdict verdict = inspection.ofComplete(notes);
        return switch (verdict) {
            case Verdict.Unchanged _ -> Shipped.nothing();
            case Verdict.Passed(Change change, List<Verification> made) -> announce(change, made);
            case Verdict.Secrets _, Verdict.TestsFailed _ -> Shipped.refused(verdict);
        };
    }

    private Shipped announce(Change change, List<Verification> verifications)
            throws InterruptedException {
        String found = files.mirror().remoteRef(change.ref());
        return switch (PushDecider.first(change.commit(), found)) {
            case Next.Announce(String old) -> {
                Effect.PushIntended intended =
                        new Effect.PushIntended(
                                files.mirror().remote().toString(),
                                change.ref(),
                                old,
                                change.commit(),
                                change.tree());
                journal.add(intended);
                journal.checkpoints().worktreeAt(files.worktree().bundle(change.commit()));
                journal.checkpoints()
                        .gitAt(new GitProgress(change.base(), change.commit(), intended, false));
                journal.commit();
                yield push(change, intended, verifications);
            }
            case Next.Conflict(String other) -> conflict(change, other);
            case Next.Push(), Next.Record() ->
                    throw new IllegalStateException("nothing was announced");
        };
    }

    /// The announcement is in the log, by an earlier lease; the commit is in the checkpoint.
    private Shipped resume(Effect.PushIntended intended) throws InterruptedException {
        files.worktree().importCommit(intended.newId(), parts.spec().session().value());
        Change change =
                new Change(
                        parts.workspace().repositoryUrl(),
                        intended.ref(),
                        intended.newId(),
                        intended.tree(),
                        files.worktree().base());
        return push(change, intended, List.of());
    }

    private Shipped push(
            Change change, Effect.PushIntended intended, List<Verification> verifications)
            throws InterruptedException {
        String refused = "";
        for (int attempt = 0; attempt < MAX_PUSHES; attempt++) {
            String found = files.mirror().remoteRef(intended.ref());
            switch (PushDecider.announced(intended, found)) {
                case Next.Push() -> {
                    controls.lease().check();
                    String reason =
                            files.mirror().push(intended.ref(), intended.oldId(), intended.newId());
                    refused = reason == null ? "" : reason;
                    count(reason == null ? "pushed" : "refused");
                }
                case Next.Record() -> {
                    return recorded(change, intended, verifications);
                }
                case Next.Conflict(String other) -> {
                    return conflict(change, other);
                }
                case Next.Announce _ -> throw new IllegalStateException("announced already");
            }
        }
        if (refused.isEmpty()) {
            return recorded(change, intended, verifications);
        }
        throw new GitException("push refused: " + refused);
    }

    private Shipped recorded(
            Change change, Effect.PushIntended intended, List<Verification> verifications) {
        journal.add(new Effect.Pushed(intended.remote(), intended.ref(), intended.newId()));
        journal.checkpoints()
                .gitAt(new GitProgress(change.base(), change.commit(), intended, true));
        return new Shipped(Outcome.SUCCESS, null, change, verifications);
    }

    private void count(String result) {
        controls.metrics().push(controls.org(), result);
    }

    private Shipped conflict(Change change, String found) {
        count("conflict");
        journal.add(new SessionEvent.PushRefused(change.ref(), found, "ref_conflict"));
        return Shipped.failed(
                Outcome.ESCALATED,
                "ref_conflict: %s is at %s, which this session did not put there"
                        .formatted(change.ref(), found),
                change);
    }
}
