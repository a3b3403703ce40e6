package dev.workrail.console.pauses;

import dev.workrail.projections.read.PauseReader;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Nothing new starts here.
///
/// @param scope what was paused: org or trigger
/// @param command its id, as the audit log names it
public record PauseView(
        String scope, String by, @Nullable String reason, Instant since, String command) {
    static PauseView of(PauseReader.Pause pause) {
        return new PauseView(
                pause.kind(), pause.by(), pause.reason(), pause.since(), pause.command());
    }
}
