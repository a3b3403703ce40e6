package dev.workrail.worker.session;

import dev.workrail.contracts.session.Change;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.contracts.session.SessionEvent.SecretsFound.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes the session's commit and holds it to its gates: the secret scan, then the workspace's
/// tests. Each commit that reaches the tests gets its verification in the log, passed or not. Not
/// thread-safe.
final class Inspection {
    private final ShippingParts parts;
    private final SessionFiles.Worktree files;
    private final Journal journal;
    private final RunControls controls;
    private @Nullable Verdict last;

    Inspection(
            ShippingParts parts,
            SessionFiles.Worktree files,
            Journal journal,
            RunControls controls) {
        this.parts = parts;
        this.files = files;
        this.journal = journal;
        this.controls = controls;
    }

    ShippingParts parts() {
        return parts;
    }

    SessionFiles.Worktree files() {
        return files;
    }

    /// Inspects the files as they are now. What it adds to the journal is not written yet: it
    /// belongs into one record with what follows from it.
    ///
    /// @param notes of the step that completes the workflow; they may name the commit's files
    Verdict inspect(String notes) throws InterruptedException {
        // People see that the step was handed in, while its tests run.
        journal.write();
        Instant begun = controls.now();
        Verdict verdict = verdict(new Commits(parts, files, notes));
        controls.metrics().gates(controls.org(), word(verdict), controls.since(begun));
        last = verdict;
        return verdict;
    }

    /// The verdict on a session whose workflow is complete: the one that let it complete, where
    /// that was under this lease.
    Verdict ofComplete(String notes) throws InterruptedException {
        return last == null ? inspect(notes) : last;
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Unchanged _ -> "unchanged";
            case Verdict.Passed _ -> "passed";
            case Verdict.Secrets _ -> "secrets";
            case Verdict.TestsFailed _ -> "tests_failed";
        };
    }

    private Verdict verdict(Commits commits) throws InterruptedException {
        Optional<Change> made = commits.make();
        if (made.isEmpty()) {
            return new Verdict.Unchanged();
        }
        Change change = made.get();
        List<Finding> findings =
                parts.scan().findings(files.mirror(), change.base(), change.commit());
        if (!findings.isEmpty()) {
            journal.add(new SessionEvent.SecretsFound(findings));
            return new Verdict.Secrets(findings);
        }
        journal.add(commits.event(change));
        return tested(change);
    }

    private Verdict tested(Change change) throws InterruptedException {
        Optional<TestGate.Tested> tested =
                parts.gate().run(parts.workspace(), files.mirror(), change, parts.gateHome());
        if (tested.isEmpty()) {
            return new Verdict.Passed(change, List.of());
        }
        var verification = tested.get().verification();
        journal.add(new Effect.Verified(verification));
        return verification.passed()
                ? new Verdict.Passed(change, List.of(verification))
                : new Verdict.TestsFailed(change, verification, tested.get().output());
    }
}
