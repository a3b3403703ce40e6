package dev.workrail.worker.session;

import dev.workrail.contracts.session.SessionRecord;
import java.util.concurrent.CompletableFuture;

/// Appends to `wr.sessions`. Records of one session keep the order of the calls. Thread-safe.
@FunctionalInterface
public interface SessionLog {
    /// Completes once the log has the record; exceptionally where that is not known to be so.
    CompletableFuture<?> append(SessionRecord record);
}
