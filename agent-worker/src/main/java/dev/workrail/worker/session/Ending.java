package dev.workrail.worker.session;

import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.WaitFor;

/// How a run of a session under one lease comes to its end.
sealed interface Ending {
    /// The workflow is complete; what it made is to be shipped.
    record WorkflowComplete() implements Ending {}

    /// The session is over without that.
    record Over(Outcome outcome, String detail) implements Ending {}

    /// The gates refused the change too often.
    record NotShipped(Shipped refused) implements Ending {}

    /// The slot is given back until something arrives.
    record Park(WaitFor waitFor, String reason) implements Ending {}

    /// The session is handed back at a safe point, for another worker to go on.
    record HandBack(String reason) implements Ending {}
}
