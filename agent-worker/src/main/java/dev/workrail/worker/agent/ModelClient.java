package dev.workrail.worker.agent;

/// A language model. One instance serves one session; calls come one at a time.
public interface ModelClient {
    /// `provider/model-id`.
    String model();

    /// Whether asking costs nothing and is seen by nobody outside, so that a turn may begin before
    /// the log has what led to it.
    default boolean isPure() {
        return false;
    }

    /// @throws ModelException where there is no answer
    /// @throws InterruptedException where the session must stop; the request is abandoned
    ModelAnswer next(ModelRequest request) throws ModelException, InterruptedException;
}
