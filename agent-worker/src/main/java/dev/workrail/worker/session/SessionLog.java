package dev.workrail.worker.session;

import dev.workrail.contracts.session.SessionRecord;
import java.util.concurrent.CompletableFuture;

/// Appends to `wr.sessions`. Records of one session keep the order of the calls. Thread-safe.
@FunctionalInterface
public interface SessionLog {
    /// Completes once the log has the record; exceptionally where that is not known to be so.
    ///
    /// @throws UnusableSessionException where no broker takes a record so large; it is not written
    CompletableFuture<?> append(SessionRecord record);
}
