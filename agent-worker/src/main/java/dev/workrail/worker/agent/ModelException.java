package dev.workrail.worker.agent;

/// The model gave no answer. The message says why, without key or prompt.
public final class ModelException extends Exception {
    private final boolean passing;

    /// @param passing true where the same question may be answered later: overload, time-out
    public ModelException(String message, boolean passing) {
        super(message);
        this.passing = passing;
    }

    public boolean passing() {
        return passing;
    }
}
