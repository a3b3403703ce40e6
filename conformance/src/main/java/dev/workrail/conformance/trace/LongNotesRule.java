package dev.workrail.conformance.trace;

import dev.workrail.engine.session.Decision;
import org.jspecify.annotations.Nullable;

/// Long notes are cut between characters; no note can make a session unreadable.
final class LongNotesRule implements Rule {
    @Override
    public String key() {
        return "defect:notes-truncation";
    }

    @Override
    public @Nullable Outcome check(Case one) {
        return one.expects("error")
                        && one.decision() instanceof Decision.Accepted
                        && one.in().run().state().damage() == null
                ? Outcome.OVER
                : null;
    }
}
