package dev.workrail.worker.git;

import dev.workrail.contracts.id.SessionId;
import java.util.Optional;

/// A session's commit message: WorkRail's subject form and attribution trailers.
public final class CommitMessage {
    private static final int SUBJECT_LIMIT = 200;
    private static final String CO_AUTHOR = "Co-authored-by: WorkTrain <worktrain@noreply.local>";

    private CommitMessage() {}

    /// @param goal what the session was asked for; the subject where the agent declared none
    public static String of(SessionId session, String goal, Optional<HandoffNotes> handoff) {
        return "%s\n\nWorktrain-Session: %s\n%s\n"
                .formatted(subject(goal, handoff), session, CO_AUTHOR);
    }

    /// One line, without a second prefix where the subject brings its own.
    public static String subject(String goal, Optional<HandoffNotes> handoff) {
        String subject =
                handoff.map(notes ->
                                notes.subject().startsWith(notes.type() + "(")
                                        ? notes.subject()
                                        : notes.type()
                                                + "("
                                                + notes.scope()
                                                + "): "
                                                + notes.subject())
                        .orElse(goal);
        String line = subject.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() > SUBJECT_LIMIT ? line.substring(0, SUBJECT_LIMIT) : line;
    }
}
