package dev.workrail.worker.session;

import dev.workrail.contracts.session.BlobRef;
import dev.workrail.contracts.session.Change;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.worker.git.CommitMessage;
import dev.workrail.worker.git.CommitMeta;
import dev.workrail.worker.git.HandoffNotes;
import dev.workrail.worker.git.SessionWorktree;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes the session's one commit of what the agent left in the worktree. The same session and
/// files make the same commit, on whichever worker and whenever.
final class Commits {
    private static final int LARGEST_DIFF = 8 * 1024 * 1024;

    private final ShippingParts parts;
    private final SessionFiles.Worktree files;
    private final Optional<HandoffNotes> handoff;

    Commits(ShippingParts parts, SessionFiles.Worktree files, String lastNotes) {
        this.parts = parts;
        this.files = files;
        this.handoff = HandoffNotes.parse(lastNotes);
    }

    /// @return absent where nothing changed
    Optional<Change> make() throws InterruptedException {
        SessionWorktree worktree = files.worktree();
        Set<String> declared = new HashSet<>();
        handoff.ifPresent(notes -> declared.addAll(notes.files()));
        String tree = worktree.tree(declared);
        if (tree.equals(worktree.baseTree())) {
            return Optional.empty();
        }
        String commit = worktree.commit(tree, meta(worktree.baseTime()));
        worktree.importCommit(commit, parts.spec().session().value());
        return Optional.of(
                new Change(
                        parts.workspace().repositoryUrl(),
                        files.ref(),
                        commit,
                        tree,
                        worktree.base()));
    }

    SessionEvent.ChangeCommitted event(Change change) throws InterruptedException {
        int[] counts = files.worktree().counts(change.commit());
        return new SessionEvent.ChangeCommitted(
                change,
                CommitMessage.subject(parts.spec().goal(), handoff),
                counts[0],
                counts[1],
                counts[2],
                diff(change));
    }

    /// In the store before the event that names it.
    private @Nullable BlobRef diff(Change change) throws InterruptedException {
        byte[] diff = files.worktree().diff(change.commit());
        return diff.length > LARGEST_DIFF ? null : parts.blobs().put("diff", diff);
    }

    /// Dated when the work was asked for, but never before what it builds on.
    private CommitMeta meta(Instant base) {
        Instant asked = parts.spec().acceptedAt();
        return new CommitMeta(
                parts.author().name(),
                parts.author().email(),
                asked.isAfter(base) ? asked : base,
                CommitMessage.of(parts.spec().session(), parts.spec().goal(), handoff));
    }
}
