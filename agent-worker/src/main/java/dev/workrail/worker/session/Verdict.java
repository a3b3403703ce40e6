package dev.workrail.worker.session;

import dev.workrail.contracts.session.Change;
import dev.workrail.contracts.session.SessionEvent.SecretsFound.Finding;
import dev.workrail.contracts.session.Verification;
import java.util.List;

/// What the gates say of what the agent left in the worktree.
sealed interface Verdict {
    /// There is nothing to ship.
    record Unchanged() implements Verdict {}

    /// @param verifications empty where the workspace names no tests
    record Passed(Change change, List<Verification> verifications) implements Verdict {}

    /// @param findings where; never what
    record Secrets(List<Finding> findings) implements Verdict {}

    /// @param output of the tests, its end where it is long
    record TestsFailed(Change change, Verification verification, String output)
            implements Verdict {}
}
