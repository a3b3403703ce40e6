package dev.workrail.projections.session;

import dev.workrail.contracts.session.Change;
import dev.workrail.contracts.session.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What one session established about one commit.
///
/// @param change as it was first named, with what was named later filled in
/// @param author whether the session made the commit
/// @param verifications the last 32
public record ChangeEvidence(
        Change change, boolean author, List<Verified> verifications, List<ReviewVerdict> verdicts) {
    private static final int MAX_VERIFICATIONS = 32;

    public ChangeEvidence {
        verifications = verifications == null ? List.of() : List.copyOf(verifications);
        verdicts = verdicts == null ? List.of() : List.copyOf(verdicts);
    }

    /// @param id the same whenever the same verification is read again
    public record Verified(String id, Verification verification) {}

    static ChangeEvidence of(Change change) {
        return new ChangeEvidence(change, false, List.of(), List.of());
    }

    String commit() {
        return change.commit();
    }

    /// The first to name the tree is believed: whoever names another verified something else.
    ChangeEvidence named(Change more) {
        Change filled =
                new Change(
                        known(change.repositoryUrl(), more.repositoryUrl()),
                        known(change.ref(), more.ref()),
                        change.commit(),
                        known(change.tree(), more.tree()),
                        known(change.base(), more.base()));
        return new ChangeEvidence(filled, author, verifications, verdicts);
    }

    ChangeEvidence madeHere() {
        return new ChangeEvidence(change, true, verifications, verdicts);
    }

    ChangeEvidence verified(String id, Verification verification) {
        List<Verified> next = new ArrayList<>(verifications);
        next.removeIf(known -> known.id().equals(id));
        next.add(new Verified(id, verification));
        if (next.size() > MAX_VERIFICATIONS) {
            next.removeFirst();
        }
        return new ChangeEvidence(change, author, next, verdicts);
    }

    ChangeEvidence reviewed(ReviewVerdict verdict) {
        List<ReviewVerdict> next = new ArrayList<>(verdicts);
        next.removeIf(known -> known.id().equals(verdict.id()));
        next.add(verdict);
        if (next.size() > MAX_VERIFICATIONS) {
            next.removeFirst();
        }
        return new ChangeEvidence(change, author, verifications, next);
    }

    boolean hasVerdict() {
        return !verdicts.isEmpty();
    }

    boolean knows(Verification verification) {
        return verifications.stream()
                .map(Verified::verification)
                .anyMatch(known ->
                        known.gate() == verification.gate()
                                && known.change().commit().equals(verification.change().commit())
                                && Objects.equals(known.at(), verification.at()));
    }

    private static String known(@Nullable String first, @Nullable String second) {
        return Objects.requireNonNullElse(first, Objects.requireNonNullElse(second, ""));
    }
}
