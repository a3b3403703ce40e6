package dev.workrail.worker.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What to run. The process gets exactly `environment`, nothing of the worker's own.
///
/// @param stdin written whole, then closed
/// @param timeout after it the process and its descendants are killed
/// @param memoryLimit bytes that it and its descendants may hold together, looked at five times a
///   second; beyond it all of them are killed. 0 for no limit
/// @param outputLimit bytes kept of each of stdout and stderr
public record ProcessSpec(
        List<String> command,
        Map<String, String> environment,
        Path directory,
        byte[] stdin,
        Duration timeout,
        long memoryLimit,
        int outputLimit) {
    public ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
