package dev.workrail.app.cli.workflow.run;

import dev.workrail.engine.session.EngineCommand;
import dev.workrail.engine.session.Submission;

/// What whoever drives a run answers.
sealed interface Reply {
    /// Completes the pending step.
    record HandIn(Submission submission) implements Reply {}

    /// Decides the open gate.
    ///
    /// @param by who decides
    record Judge(EngineCommand.Verdict verdict, String rationale, String by) implements Reply {}

    /// Goes back to a step that was pending before; what came after stays in the log as a branch.
    record GoBack(String stepId, String reason, String by) implements Reply {}

    /// Ends the run where it is.
    ///
    /// @param why one line for the person who started the run
    record Stop(String why) implements Reply {}
}
