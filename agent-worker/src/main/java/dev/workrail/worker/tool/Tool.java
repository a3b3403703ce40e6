package dev.workrail.worker.tool;

/// Something the agent can do. Called by one thread at a time.
public interface Tool {
    ToolSpec spec();

    /// @return what the agent reads as the result
    /// @throws ToolException what the agent reads as an error
    /// @throws InterruptedException where the session must stop now
    String call(Arguments arguments) throws ToolException, InterruptedException;

    default String name() {
        return spec().name();
    }
}
