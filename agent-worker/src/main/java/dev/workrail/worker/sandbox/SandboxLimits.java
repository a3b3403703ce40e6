package dev.workrail.worker.sandbox;

import dev.workrail.contracts.config.SandboxSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What one command may use.
///
/// @param network true shares the worker's network; false gives an empty one
/// @param memoryMiB what all its processes hold together, and writable memory of each
/// @param cpuSeconds CPU time of each process
/// @param processes processes and threads at once
/// @param fileMiB largest file, and the size of `/tmp`
/// @param timeout wall clock
public record SandboxLimits(
        boolean network,
        int memoryMiB,
        int cpuSeconds,
        int processes,
        int fileMiB,
        Duration timeout) {
    public SandboxLimits {
        if (memoryMiB < 1 || cpuSeconds < 1 || processes < 1 || fileMiB < 1) {
            throw new IllegalArgumentException(
                    "sandbox limits are positive, but were memory %d MiB, CPU %d s, processes %d, file %d MiB"
                            .formatted(memoryMiB, cpuSeconds, processes, fileMiB));
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(
                    "a sandbox time limit is positive, but was " + timeout);
        }
    }

    /// These limits with what the workspace sets itself.
    public SandboxLimits with(@Nullable SandboxSettings settings) {
        if (settings == null) {
            return this;
        }
        return new SandboxLimits(
                settings.network(),
                or(settings.memoryMiB(), memoryMiB),
                or(settings.cpuSeconds(), cpuSeconds),
                or(settings.processes(), processes),
                fileMiB,
                settings.timeoutSeconds() == null
                        ? timeout
                        : Duration.ofSeconds(settings.timeoutSeconds()));
    }

    long memoryBytes() {
        return memoryMiB * 1024L * 1024L;
    }

    public SandboxLimits within(Duration limit) {
        return new SandboxLimits(network, memoryMiB, cpuSeconds, processes, fileMiB, limit);
    }

    private static int or(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }
}
