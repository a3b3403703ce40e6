package dev.workrail.worker.git;

import java.time.Instant;
import java.util.Map;

/// All that goes into a commit besides its tree and parent. Equal values make equal commits.
///
/// @param at author and committer date, second precision, UTC
public record CommitMeta(String name, String email, Instant at, String message) {
    Map<String, String> environment() {
        String date = "@" + at.getEpochSecond() + " +0000";
        return Map.of(
                "GIT_AUTHOR_NAME", name,
                "GIT_AUTHOR_EMAIL", email,
                "GIT_AUTHOR_DATE", date,
                "GIT_COMMITTER_NAME", name,
                "GIT_COMMITTER_EMAIL", email,
                "GIT_COMMITTER_DATE", date);
    }
}
